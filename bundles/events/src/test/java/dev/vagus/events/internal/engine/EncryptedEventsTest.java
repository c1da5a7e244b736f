package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.TopicRules;
import dev.vagus.spi.HistoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** A store is told which events it must not write as they are. */
class EncryptedEventsTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 10, executor, 50);
    private final List<String> stored = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();

    EncryptedEventsTest() {
        bench.history.durability().store(new HistoryStore() {
            @Override
            public CompletionStage<?> append(ModuleEvent event) {
                stored.add(event.name() + " " + event.is(Mark.ENCRYPTED));
                return CompletableFuture.completedStage(null);
            }

            @Override
            public EventPage query(EventQuery query) {
                return new EventPage(List.of(), null);
            }

            @Override
            public long clear(EventQuery which) {
                return 0;
            }
        });
        bench.add(Replay.NONE, event -> heard.add(event.data().get("code")));
    }

    @Test
    void oneThatSaysSoItselfIsMarkedAndHeardAsItIs() {
        ModuleEvent event =
                bench.mapping.create("Opened", "Events", "me", null, Map.of("code", 4711), Set.of(Mark.ENCRYPTED));
        bench.engine.publish(Publication.of(event));
        bench.publish("Closed");
        executor.runAll();

        assertThat(stored).containsExactly("Opened true", "Closed false");
        assertThat(heard).containsExactly(4711, null);
    }

    @Test
    void thoseOfWhichTheConfigurationSaysSoAreMarkedWhoeverRaisesThem() {
        bench.history.limits(new Limits(
                100,
                TestBench.MUCH,
                0,
                KeepRules.ALL,
                TopicRules.NONE,
                KeepRules.of(List.of("*/Open*", "!*/OpenDay"))));
        bench.publish("Opened");
        bench.publish("OpenDay");
        bench.engine.post(new Event("dev/vagus/event/Events/Opening", Map.of()));

        assertThat(stored).containsExactly("Opened true", "OpenDay false", "Opening true");
        assertThat(bench.history.present())
                .extracting(kept -> kept.event().is(Mark.ENCRYPTED))
                .containsExactly(true, false, true);
    }
}
