package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventExplanation.Verdict;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class EventExplainTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 10, executor, 2);
    private final List<ModuleEvent> heard = new ArrayList<>();

    @Test
    void aFullMailboxIsSaidAndNothingIsRaised() {
        bench.add(Replay.NONE, heard::add);
        bench.publish("a");
        bench.publish("b");

        Recipient full = bench.engine
                .explainer()
                .explain("dev/vagus/event/Events/c")
                .recipients()
                .get(0);
        executor.runAll();
        Recipient free = bench.engine
                .explainer()
                .explain("dev/vagus/event/Events/c")
                .recipients()
                .get(0);

        assertThat(full.verdict()).isEqualTo(Verdict.FULL);
        assertThat(full.handler()).isEqualTo("c1");
        assertThat(full.kind()).isEqualTo("ModuleEventHandler");
        assertThat(free.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(heard).hasSize(2);
    }

    @Test
    void thoseThatAreServedFirstComeFirst() {
        HandlerIdentity second = new HandlerIdentity("s2", HandlerKind.OSGI, "test", 1);
        HandlerIdentity first = new HandlerIdentity("s1", HandlerKind.OSGI, "test", 1);
        bench.engine.add(second, Interests.in("a/b"), occurrence -> heard.clear());
        bench.engine.add(first, Interests.ranked(5, "*"), occurrence -> heard.clear());

        assertThat(bench.engine.explainer().explain("a/b").recipients())
                .extracting(Recipient::handler)
                .containsExactly("s1", "s2");
    }

    @Test
    void aFilterThatSeesNoDataAndIsNotDeclaredIsAPermission() {
        HandlerIdentity identity = new HandlerIdentity("s1", HandlerKind.OSGI, "test", 1);
        bench.engine.add(identity, Interests.where(event -> false, 0, "a/b"), occurrence -> heard.clear());

        assertThat(bench.engine.explainer().explain("a/b").recipients())
                .extracting(Recipient::reason)
                .containsExactly("its bundle may not hear this topic");
        bench.engine.send(new Event("a/b", Map.of()));
        assertThat(bench.engine.snapshots().get(0).offered()).isZero();
    }

    @Test
    void whatTheHistoryWouldKeepIsSaid() {
        assertThat(bench.engine.explainer().explain("dev/vagus/event/Events/a").kept())
                .isTrue();
        assertThat(bench.engine
                        .explainer()
                        .explain("dev/vagus/event/Events/Unkept")
                        .kept())
                .isFalse();
        ModuleEvent event = bench.mapping.create("Unkept", "Events", "me", null, Map.of());
        assertThat(bench.engine
                        .explainer()
                        .explain(new Publication(event, true, null))
                        .kept())
                .isTrue();
    }
}
