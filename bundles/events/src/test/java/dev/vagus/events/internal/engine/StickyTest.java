package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import dev.vagus.events.StickyEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StickyTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 3, executor, 50);
    private final List<String> heard = new ArrayList<>();

    @Test
    void theLastOfItsNameIsGivenToAHandlerThatComesLater() {
        bench.sticky("State", "", "off");
        bench.add(Replay.NONE, this::hear);
        bench.sticky("State", "", "on");
        executor.runAll();
        assertThat(heard).containsExactly("State off STICKY", "State on");

        heard.clear();
        bench.add(Replay.NONE, this::hear);
        executor.runAll();
        assertThat(heard).containsExactly("State on STICKY");
    }

    @Test
    void eachKeyHasItsOwn() {
        bench.sticky("State", "lamp", "off");
        bench.sticky("State", "door", "open");
        bench.sticky("State", "lamp", "on");
        bench.add(Replay.NONE, this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("State open STICKY", "State on STICKY");
    }

    @Test
    void theEndTakesOneKeyOrAllAndIsHeardItself() {
        bench.sticky("State", "lamp", "off");
        bench.sticky("State", "door", "open");
        bench.sticky("Other", "", 1);
        bench.add(Replay.NONE, this::hear);
        executor.runAll();
        heard.clear();

        bench.unsticky("State", "lamp");
        executor.runAll();
        assertThat(heard).containsExactly("State null");
        assertThat(bench.sticky.list(event -> true))
                .extracting(StickyEvent::key)
                .containsExactly("door", "");

        bench.unsticky("State", "");
        assertThat(bench.sticky.list(event -> true))
                .extracting(each -> each.event().name())
                .containsExactly("Other");
        assertThat(bench.sticky.clear(event -> event.name().equals("Other"))).isEqualTo(1);
        heard.clear();
        executor.runAll();
        bench.add(Replay.NONE, this::hear);
        executor.runAll();
        assertThat(heard).containsExactly("State null");
    }

    @Test
    void theyAreBoundedAndTheOldestGoes() {
        for (int i = 0; i < 5; i++) {
            bench.sticky("e" + i, "", i);
        }
        bench.add(Replay.NONE, this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("e2 2 STICKY", "e3 3 STICKY", "e4 4 STICKY");
    }

    @Test
    void aReplayHasItOnceAndAtItsPlace() {
        bench.sticky("Old", "", 1);
        for (int i = 0; i < 3; i++) {
            bench.publish("e" + i);
        }
        bench.sticky("State", "", "on");
        bench.publish("e3");

        bench.add(Replay.last(3), this::hear);
        executor.runAll();

        assertThat(heard)
                .containsExactly("Old 1 STICKY", "e2 null REPLAYED", "State on STICKY REPLAYED", "e3 null REPLAYED");
    }

    @Test
    void aHandlerThatGoesOnDoesNotGetWhatItHasHad() {
        HandlerEntry first = bench.add(Replay.from("billing"), this::hear);
        bench.sticky("State", "", "on");
        executor.runAll();
        bench.engine.remove(first);
        bench.sticky("State", "door", "open");
        bench.add(Replay.from("billing"), this::hear);
        executor.runAll();

        assertThat(heard).containsExactly("State on", "State open STICKY REPLAYED");
    }

    @Test
    void itIsKeptAlsoWhenTheHistoryDoesNotKeepIt() {
        bench.sticky("Unkept", "", 1);
        bench.add(Replay.last(10), this::hear);
        bench.sticky("Unkept", "", 2);
        executor.runAll();

        assertThat(heard).containsExactly("Unkept 1 STICKY", "Unkept 2");
    }

    private void hear(ModuleEvent event) {
        heard.add(event.name()
                + ' '
                + event.data().get("value")
                + (event.is(Mark.STICKY) ? " STICKY" : "")
                + (event.is(Mark.REPLAYED) ? " REPLAYED" : ""));
    }
}
