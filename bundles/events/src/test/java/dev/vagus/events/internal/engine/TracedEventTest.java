package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.trace.RecordingTracer;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** What travels along with events, and what a tracer is told of them. */
class TracedEventTest {
    private static final String TRACE = RecordingTracer.TRACE;
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(10, 10, executor, 10);
    private final RecordingTracer tracer = new RecordingTracer();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    private void noteContext(String who) {
        FlowContext now = FlowContext.current();
        seen.add(who + " " + now.correlationId() + " " + now.traceparent());
    }

    private void osgiHandler(String topic) {
        HandlerIdentity identity = new HandlerIdentity("s1", HandlerKind.OSGI, "Bridge", 2);
        bench.engine.add(
                identity,
                Interests.in(topic),
                occurrence -> noteContext("osgi " + occurrence.event().getProperty(EventTopics.TRACEPARENT)));
    }

    private void moduleHandler() {
        bench.add(Replay.NONE, event -> noteContext("module"));
    }

    private static void within(@Nullable String correlation, String trace, Runnable work) {
        FlowContext before = FlowContext.swap(new FlowContext(correlation, 99, trace, 3));
        try {
            work.run();
        } finally {
            FlowContext.swap(before);
        }
    }

    @Test
    void whatIsPublishedInsideOfWorkCarriesItsTraceToHandlersOfBothKinds() {
        moduleHandler();
        osgiHandler("dev/vagus/event/*");
        ModuleEvent event = bench.mapping.create("Done", "Events", "me", "affair", Map.of());
        within("affair", TRACE, () -> bench.engine.publish(Publication.of(event)));
        executor.runAll();
        assertThat(seen).containsExactlyInAnyOrder("module affair " + TRACE, "osgi " + TRACE + " affair " + TRACE);
    }

    @Test
    void aBroadcastDoesTheSame() {
        moduleHandler();
        ModuleEvent event =
                bench.mapping.create("Done", "Events", "me", null, Map.of(), Set.of(ModuleEvent.Mark.BROADCAST));
        within(null, TRACE, () -> bench.engine.publish(Publication.of(event)));
        executor.runAll();
        assertThat(seen).containsExactly("module null " + TRACE);
    }

    @Test
    void whatIsPostedOrSentThroughAnEventAdminDoesToo() {
        osgiHandler("a/b");
        within("affair", TRACE, () -> {
            bench.engine.post(new Event("a/b", Map.of()));
            bench.engine.send(new Event("a/b", Map.of()));
        });
        executor.runAll();
        assertThat(seen).containsExactly("osgi null affair " + TRACE, "osgi null affair " + TRACE);
    }

    @Test
    void anEventsOwnTraceContextComesFirstUnlessItIsNotValid() {
        osgiHandler("a/b");
        Event own = new Event("a/b", Map.of(EventTopics.TRACEPARENT, OTHER));
        Event invalid = new Event("a/b", Map.of(EventTopics.TRACEPARENT, "none"));
        within(null, TRACE, () -> {
            bench.engine.send(own);
            bench.engine.send(invalid);
            noteContext("sender");
            bench.engine.post(own);
            bench.engine.post(invalid);
        });
        executor.runAll();
        assertThat(seen)
                .containsExactly(
                        "osgi " + OTHER + " null " + OTHER,
                        "osgi none null " + TRACE,
                        "sender null " + TRACE,
                        "osgi " + OTHER + " null " + OTHER,
                        "osgi none null " + TRACE);
    }

    @Test
    void theHistoryKeepsTheCorrelationIdAndNotTheTrace() {
        ModuleEvent event = bench.mapping.create("Done", "Events", "me", "affair", Map.of());
        within("affair", TRACE, () -> bench.engine.publish(Publication.of(event)));
        bench.add(Replay.last(5), past -> noteContext("late"));
        executor.runAll();
        assertThat(seen).containsExactly("late affair null");
    }

    @Test
    void aHearingIsInsideOfItsPublishingAndWhatItPublishesInsideOfTheHearing() {
        bench.engine.tracers().set(tracer);
        bench.add(Replay.NONE, "dev/vagus/event/Events/First", event -> bench.publish("Second"));
        bench.add(Replay.NONE, "dev/vagus/event/Events/Second", event -> {
            throw new IllegalStateException("broken");
        });
        bench.publish("First", Map.of("n", 1));
        executor.runAll();
        assertThat(tracer.tree())
                .containsExactly(
                        "PUBLISH First Events",
                        " HEARING First Events",
                        "  PUBLISH Second Events",
                        "   HEARING Second Events INTERNAL");
        RecordingTracer.Recorded first = tracer.spans.get(0);
        assertThat(first.payload).isEqualTo(Map.of("n", 1));
        assertThat(first.notes).singleElement().asString().startsWith("route ");
        assertThat(tracer.of(Kind.HEARING).get(0).work.module()).isEqualTo("Lab");
    }

    @Test
    void sentAndPostedEventsAreRecordedButNotThoseOfTheFramework() {
        bench.engine.tracers().set(tracer);
        osgiHandler("a/b");
        bench.engine.send(new Event("a/b", Map.of("n", 1)), "poster");
        bench.engine.post(new Event("a/b", Map.of()), "poster");
        bench.engine.postHurried(new Event("a/b", Map.of()));
        executor.runAll();
        assertThat(tracer.tree()).containsExactly("PUBLISH a/b", " HEARING a/b", "PUBLISH a/b", " HEARING a/b");
        assertThat(tracer.spans.get(0).work.module()).isEqualTo("poster");
        assertThat(tracer.spans.get(0).payload).isEqualTo(Map.of("n", 1));
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0))
                .isEqualTo("osgi null null " + tracer.of(Kind.HEARING).get(0).traceparent);
    }

    @Test
    void aTracerThatThrowsHurtsNobody() {
        bench.engine.tracers().set((work, payload) -> {
            throw new IllegalStateException("the tracer is broken");
        });
        moduleHandler();
        bench.publish("Done");
        executor.runAll();
        assertThat(seen).containsExactly("module null null");
    }
}
