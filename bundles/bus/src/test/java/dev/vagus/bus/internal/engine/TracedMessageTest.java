package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.Handling;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.Reply;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.trace.RecordingTracer;
import dev.vagus.module.Outcome;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the bus tells a tracer. */
class TracedMessageTest {
    private final RecordingTracer tracer = new RecordingTracer();
    private Bench bench = new Bench();

    TracedMessageTest() {
        bench.engine.tracers().set(tracer);
    }

    private void retrying() {
        bench = new Bench(
                Bench.settings(new RedeliveryPolicy(2, Duration.ofMillis(500), 1.5, 0, Duration.ofSeconds(5))));
        bench.engine.tracers().set(tracer);
    }

    @AfterEach
    void leaveNothingBehind() {
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    @Test
    void aDeliveryIsInsideOfItsSendingAndWhatTheHandlerSendsInsideOfTheDelivery() {
        List<String> seen = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("A"), message -> {
            seen.add(message.headers().get(FlowContext.TRACEPARENT));
            seen.add(Objects.requireNonNull(FlowContext.current().traceparent()));
            bench.send("B", "Inner", Map.of("n", 2));
        });
        bench.hear(SubscriptionSpec.on("B"));
        bench.hear(SubscriptionSpec.on("B"));
        bench.send("A", "Outer", Map.of("n", 1));
        bench.runAll();
        assertThat(tracer.tree())
                .containsExactly(
                        "SEND A Outer",
                        " DELIVERY A Outer",
                        "  SEND B Inner",
                        "   DELIVERY B Inner",
                        "   DELIVERY B Inner");
        String delivery = tracer.of(Kind.DELIVERY).get(0).traceparent;
        assertThat(seen).containsExactly(delivery, delivery);
        assertThat(tracer.spans)
                .extracting(each -> Traceparent.parse(each.traceparent).traceId())
                .containsOnly(Traceparent.parse(delivery).traceId());
        assertThat(tracer.of(Kind.SEND).get(0).notes)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("route subscription S1");
    }

    @Test
    void eachAttemptIsBesideTheOthersAndSaysWhatIsDoneNext() {
        retrying();
        bench.subscribe(SubscriptionSpec.on("C"), message -> {
            throw new IllegalStateException("broken");
        });
        bench.send("C", "T", Map.of("n", 1));
        bench.runAll();
        bench.pass(Duration.ofSeconds(2));
        bench.pass(Duration.ofSeconds(2));
        assertThat(tracer.tree())
                .containsExactly(
                        "SEND C T", " DELIVERY C T INTERNAL", " DELIVERY C T #2 INTERNAL", " DELIVERY C T #3 INTERNAL");
        List<RecordingTracer.Recorded> attempts = tracer.of(Kind.DELIVERY);
        assertThat(attempts.get(0).notes).singleElement().asString().matches("retry attempt 2 in \\d+ ms");
        assertThat(attempts.get(2).notes).singleElement().asString().startsWith("dead-letter ");
    }

    @Test
    void aRedriveOfADeadLetterContinuesTheTraceOfItsMessage() {
        AtomicInteger attempts = new AtomicInteger();
        bench.subscribe(SubscriptionSpec.on("C"), message -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
        });
        bench.send("C", "T", Map.of("n", 1));
        bench.runAll();
        Redrive redrive = bench.engine
                .deadLetterOffice()
                .redrive(bench.engine.deadLetters().get(0).id(), null);
        bench.runAll();
        assertThat(redrive).isEqualTo(Redrive.QUEUED);
        assertThat(tracer.tree()).containsExactly("SEND C T", " DELIVERY C T INTERNAL", " DELIVERY C T");
    }

    @Test
    void anAsynchronousDeliveryEndsWithItsStage() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        bench.subscribeAsync(SubscriptionSpec.on("C"), message -> stage);
        bench.send("C", "T", Map.of("n", 1));
        bench.runAll();
        assertThat(tracer.tree()).containsExactly("SEND C T", " DELIVERY C T ends 0");
        stage.completeExceptionally(new IllegalStateException("broken"));
        assertThat(tracer.tree()).containsExactly("SEND C T", " DELIVERY C T INTERNAL");
    }

    @Test
    void whatReachesNobodyOrIsFilteredExpiredOrRefusedSaysSo() {
        bench.send("Nobody", "T", Map.of("n", 1));
        bench.hear(SubscriptionSpec.on("F").matching("(x=2)"));
        bench.send("F", "T", Map.of("x", 1));
        bench.hear(SubscriptionSpec.on("E"));
        bench.send("E", "T", Map.of("n", 1), Duration.ofSeconds(1));
        bench.nanos += Duration.ofSeconds(2).toNanos();
        bench.runAll();
        assertThatThrownBy(() -> bench.send("E", "T", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThat(tracer.tree())
                .containsExactly("SEND Nobody T", "SEND F T", "SEND E T", " DELIVERY E T", "SEND E T INTERNAL");
        assertThat(tracer.spans)
                .extracting(each -> each.notes.get(0).split(" ")[0])
                .containsExactly("unrouted", "filtered", "route", "expired", "refused");
    }

    @Test
    void payloadsOfEncryptedChannelsAreMarkedAsConfidential() {
        bench.channel(ChannelSpec.named("Secret").storedEncrypted(true));
        bench.hear(SubscriptionSpec.on("Secret"));
        bench.hear(SubscriptionSpec.on("Open"));
        bench.send("Secret", "T", Map.of("n", 1));
        bench.send("Open", "T", Map.of("n", 1));
        bench.runAll();
        assertThat(tracer.spans)
                .extracting(each -> each.work.subject() + " " + each.work.confidential())
                .containsExactly("Secret true", "Open false", "Secret true", "Open false");
    }

    @Test
    void aRequestIsAnsweredAndAHandlerOnTheSendersThreadIsInsideOfItsSending() throws Exception {
        bench.subscribe(
                SubscriptionSpec.on("C").handled(Handling.DEFAULT.withMode(DeliveryMode.CALLER)),
                message -> message.reply(Map.of("n", 2)));
        CompletableFuture<Reply> answer =
                bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "Ask"), Map.of("n", 1), Duration.ofSeconds(1));
        bench.runAll();
        assertThat(answer.get(10, TimeUnit.SECONDS).data()).isEqualTo(Map.of("n", 2));
        assertThat(tracer.tree()).containsExactly("SEND C Ask", " DELIVERY C Ask");
        assertThat(bench.engine.openRequests()).isZero();
    }

    @Test
    void interceptorsSeeTheTraceOfWhatIsRecorded() {
        List<String> seen = new ArrayList<>();
        MessageInterceptor interceptor = new MessageInterceptor() {
            @Override
            public Outcome aroundDelivery(MessageDelivery delivery, Next<MessageDelivery> next) {
                seen.add(delivery.message().headers().get(FlowContext.TRACEPARENT));
                return next.proceed(delivery);
            }
        };
        bench.engine.addInterceptor(
                new InterceptorEntry("i", Bench.HEARER, new InterceptorEntry.Place(0, 0, -1), List.of(), interceptor));
        bench.subscribe(
                SubscriptionSpec.on("C"),
                message -> seen.add(FlowContext.current().traceparent()));
        bench.send("C", "T", Map.of());
        bench.runAll();
        String delivery = tracer.of(Kind.DELIVERY).get(0).traceparent;
        assertThat(seen).containsExactly(delivery, delivery);
    }

    @Test
    void aTracerThatThrowsHurtsNobody() {
        List<Object> heard = bench.hear(SubscriptionSpec.on("C"));
        bench.engine.tracers().set((work, payload) -> {
            throw new IllegalStateException("the tracer is broken");
        });
        bench.send("C", "T", Map.of("n", 1));
        bench.engine.tracers().set((work, payload) -> new FlowTracer.Span() {
            @Override
            public String traceparent() {
                return RecordingTracer.TRACE;
            }

            @Override
            public void note(String what, String detail) {
                throw new IllegalStateException("the span is broken");
            }

            @Override
            public void end(dev.vagus.module.ErrorRecord error) {
                throw new IllegalStateException("the span is broken");
            }
        });
        bench.send("C", "T", Map.of("n", 2));
        bench.engine.tracers().set((work, payload) -> null);
        bench.send("C", "T", Map.of("n", 3));
        bench.engine.tracers().set(null);
        bench.send("C", "T", Map.of("n", 4));
        bench.runAll();
        assertThat(heard).hasSize(4);
        assertThat(bench.only().delivered()).isEqualTo(4);
    }
}
