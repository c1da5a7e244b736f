package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What travels along with messages. */
class FlowTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long IN_TEN_SECONDS = Duration.ofSeconds(10).toNanos();

    private final Bench bench = new Bench();
    private final List<Message<?>> heard = new ArrayList<>();
    private final List<FlowContext> contexts = new ArrayList<>();

    @AfterEach
    void leaveNothingBehind() {
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    private void hear(String channel) {
        bench.subscribe(SubscriptionSpec.on(channel), message -> {
            heard.add(message);
            contexts.add(FlowContext.current());
        });
    }

    private void within(FlowContext context, Runnable work) {
        FlowContext before = FlowContext.swap(context);
        try {
            work.run();
        } finally {
            FlowContext.swap(before);
        }
    }

    @Test
    void correlationDeadlineAndTraceTravelFromACallIntoAMessageAndItsHandler() {
        hear("C");
        within(new FlowContext("c-1", IN_TEN_SECONDS, TRACE, 3), () -> bench.send("C", "T", Map.of()));
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.correlationId()).isEqualTo("c-1");
            assertThat(message.headers()).containsExactly(Map.entry("traceparent", TRACE));
            assertThat(message.expiry()).isEqualTo(Instant.ofEpochSecond(1_010));
        });
        assertThat(contexts).containsExactly(new FlowContext("c-1", IN_TEN_SECONDS, TRACE, 0));
    }

    @Test
    void theyTravelOnFromAHandlerIntoWhatItSends() {
        bench.subscribe(SubscriptionSpec.on("A"), message -> bench.send("B", "T", Map.of()));
        hear("B");
        Draft draft = new Draft("A", "T", Priority.NORMAL, null, Map.of("traceparent", TRACE), "c-2", false);
        bench.engine.send(Bench.SENDER, draft, Map.of());
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.correlationId()).isEqualTo("c-2");
            assertThat(message.headers()).containsEntry("traceparent", TRACE);
            assertThat(message.expiry()).isNull();
        });
    }

    @Test
    void aMessageDoesNotWaitBeyondTheDeadlineUnlessItIsDetached() {
        hear("C");
        within(new FlowContext(null, IN_TEN_SECONDS, null, 1), () -> {
            bench.send("C", "Bound", Map.of(), Duration.ofMinutes(1));
            Draft free = new Draft("C", "Free", Priority.NORMAL, Duration.ofMinutes(1), Map.of(), null, true);
            bench.engine.send(Bench.SENDER, free, Map.of());
        });
        bench.nanos = IN_TEN_SECONDS;
        bench.runAll();
        assertThat(heard).extracting(Message::type).containsExactly("Free");
        assertThat(bench.only().expired()).isEqualTo(1);
        assertThat(contexts).containsExactly(FlowContext.NONE);
    }

    @Test
    void aTimeToLiveLimitsTheWaitingAndNotTheHandler() {
        hear("C");
        bench.send("C", "T", Map.of(), Duration.ofSeconds(1));
        bench.runAll();
        assertThat(contexts).containsExactly(FlowContext.NONE);
    }

    @Test
    void aHandlerThatThrowsLeavesNothingOnItsThread() {
        bench.subscribe(SubscriptionSpec.on("C"), message -> {
            throw new IllegalStateException("no");
        });
        within(new FlowContext("c", FlowContext.NO_DEADLINE, null, 0), () -> bench.send("C", "T", Map.of()));
        bench.runAll();
        assertThat(bench.engine.deadLetters()).hasSize(1);
    }

    @Test
    void aMessageSentOutsideOfWorkContinuesTheTraceOfItsOwnHeader() {
        hear("C");
        send(Map.of("traceparent", TRACE));
        bench.runAll();
        assertThat(contexts).extracting(FlowContext::traceparent).containsExactly(TRACE);
    }

    @Test
    void aTraceContextThatIsNotValidIsAsIfItHadNotBeenSaid() {
        hear("C");
        send(Map.of("traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01", "tenant", "a"));
        within(new FlowContext(null, FlowContext.NO_DEADLINE, TRACE, 1), () -> send(Map.of("traceparent", "none")));
        bench.runAll();
        assertThat(contexts).extracting(FlowContext::traceparent).containsExactly(null, TRACE);
        assertThat(heard)
                .extracting(Message::headers)
                .containsExactly(Map.of("tenant", "a"), Map.of("traceparent", TRACE));
    }

    @Test
    void aRetryAndARedriveContinueTheTrace() {
        bench.subscribe(SubscriptionSpec.on("C"), message -> {
            contexts.add(FlowContext.current());
            throw new IllegalStateException("broken");
        });
        send(Map.of("traceparent", TRACE));
        bench.runAll();
        bench.engine
                .deadLetterOffice()
                .redrive(bench.engine.deadLetters().get(0).id(), null);
        bench.runAll();
        assertThat(contexts).extracting(FlowContext::traceparent).containsExactly(TRACE, TRACE);
    }

    private void send(Map<String, String> headers) {
        bench.engine.send(Bench.SENDER, new Draft("C", "T", Priority.NORMAL, null, headers, null, false), Map.of());
    }
}
