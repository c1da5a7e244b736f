package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.FakeMeters.Ended;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeteredDeliveryTest extends InterceptorBench {
    private static final MeteredHandler NAMED = new MeteredHandler(Kind.SUBSCRIPTION, "C", "named", "hearer", 2);

    private final FakeMeters meters = new FakeMeters();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class).named("named");
    }

    private static Ended ended(long waitedMillis, long tookMillis, @Nullable ErrorCategory error) {
        return new Ended(NAMED, waitedMillis, tookMillis * 1_000_000, error);
    }

    private void measure() {
        bench.engine.meters().service(null, meters);
    }

    private void take(long millis) {
        bench.nanos += millis * 1_000_000;
    }

    @Test
    void subscriptionsOfBeforeAndAfterAreMeteredAndTheirEndEndsTheMeter() {
        Attachment before = bench.subscribe(spec(), message -> {});
        measure();
        Attachment after =
                bench.subscribe(SubscriptionSpec.on("C", Object.class).ofType("lab.*"), message -> {});
        assertThat(meters.open)
                .containsExactly(NAMED, new MeteredHandler(Kind.SUBSCRIPTION, "C", "lab.*", "hearer", 2));
        before.close();
        after.close();
        assertThat(meters.open).isEmpty();
    }

    @Test
    void aHandlerHasTheTimeThatItTookAndTheMessageTheTimeThatItWaited() {
        measure();
        bench.subscribe(spec(), message -> take(7));
        bench.send("C", "T", "a");
        take(300);
        bench.runAll();
        assertThat(meters.ended).containsExactly(ended(300, 7, null));
    }

    @Test
    void eachAttemptCountsWithItsCategory() {
        measure();
        bench.engine.settings(Bench.settings(
                RedeliveryPolicy.DEFAULT.withRetries(1).withJitter(0).withBackoff(Duration.ofSeconds(1), 1)));
        bench.subscribe(spec(), message -> {
            take(2);
            throw new TimeoutException("too late");
        });
        bench.send("C", "T", "a");
        bench.runAll();
        bench.pass(Duration.ofSeconds(1));
        assertThat(meters.ended)
                .containsExactly(ended(0, 2, ErrorCategory.TIMEOUT), ended(1_002, 2, ErrorCategory.TIMEOUT));
    }

    /** What a handler may ask for. */
    record Job(int number) {}

    @Test
    void aPayloadThatDoesNotFitIsAFailureOfValidation() {
        measure();
        bench.subscribe(SubscriptionSpec.on("C", Job.class).named("named"), message -> {});
        bench.send("C", "T", "no job");
        bench.runAll();
        assertThat(meters.ended).containsExactly(ended(0, 0, ErrorCategory.VALIDATION));
    }

    @Test
    void aStageHasTheTimeUntilItCompletes() {
        measure();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        bench.subscribeAsync(spec(), message -> stage);
        bench.send("C", "T", "a");
        bench.runAll();
        assertThat(meters.ended).isEmpty();
        take(40);
        stage.completeExceptionally(new TimeoutException("too late"));
        assertThat(meters.ended).containsExactly(ended(0, 40, ErrorCategory.TIMEOUT));
    }

    @Test
    void interceptorsAreInTheTimeAndTheirRefusalIsAFailure() {
        measure();
        bench.subscribe(spec(), message -> take(5));
        delivery((delivery, next) -> {
            take(1);
            Outcome outcome = next.proceed(delivery);
            return delivery.message().data().equals("bad")
                    ? Outcome.failed(new TimeoutException("no"))
                    : outcome.onDone((value, error) -> take(1));
        });
        bench.send("C", "T", "good");
        bench.runAll();
        bench.send("C", "T", "bad");
        bench.runAll();
        assertThat(meters.ended).hasSize(2);
        assertThat(meters.ended.get(0)).isEqualTo(ended(0, 7, null));
        assertThat(meters.ended.get(1).tookNanos()).isEqualTo(6_000_000);
        assertThat(meters.ended.get(1).error()).isNotNull();
    }

    @Test
    void aHandlerOnTheSendersThreadIsMetered() {
        measure();
        bench.subscribe(spec().onCaller(), message -> take(3));
        bench.send("C", "T", "a");
        assertThat(meters.ended).containsExactly(ended(0, 3, null));
    }

    @Test
    void theServiceMayGoAndComeBackInTheMiddleOfAnAttempt() {
        measure();
        bench.subscribe(spec(), message -> {
            if (message.data().equals("gone")) {
                bench.engine.meters().service(meters, null);
            } else if (message.data().equals("back")) {
                measure();
            }
        });
        for (String data : new String[] {"gone", "without", "back", "with"}) {
            bench.send("C", "T", data);
            bench.runAll();
        }
        assertThat(meters.ended).hasSize(2);
        assertThat(bench.only().delivered()).isEqualTo(4);
    }

    @Test
    void aSubscriptionThatWaitsForItsModuleHasNoMeterUntilItIsBack() {
        measure();
        Attachment first = bench.subscribe(spec(), message -> {});
        first.detach(Duration.ofSeconds(5));
        assertThat(meters.open).isEmpty();
        bench.subscribe(spec(), message -> take(1));
        assertThat(meters.open).containsExactly(NAMED);
        bench.send("C", "T", "a");
        bench.runAll();
        assertThat(meters.ended).containsExactly(ended(0, 1, null));
    }
}
