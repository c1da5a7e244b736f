package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.metrics.RecentCall;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.OperationDescriptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CallMeterTest {
    private static final long MILLISECOND = 1_000_000;

    private final OperationDescriptor operation = Calls.operation("Lab", "Run");
    private long nanos = 50;
    private int readings;
    private final Meters meters = new Meters(10, () -> nanos);
    private final RecentCalls recent = new RecentCalls();
    private final ApiMiddleware meter = new CallMeters(meters, recent, this::read).create(operation);

    private long read() {
        readings++;
        return nanos;
    }

    private Outcome call(long took, Outcome result) throws Exception {
        return meter.around(Calls.invocation(operation, nanos), invocation -> {
            nanos += took;
            return result;
        });
    }

    private Figures figures() {
        return meters.read().get(0).figures();
    }

    @Test
    void aCallIsCountedAndTimedFromItsBeginWithOneReadingOfTheClock() throws Exception {
        Outcome result = Outcome.of("done");
        int before = readings;
        assertThat(call(5 * MILLISECOND, result)).isSameAs(result);
        assertThat(readings - before).isEqualTo(1);
        assertThat(figures().begun()).isEqualTo(1);
        assertThat(figures().succeeded()).isEqualTo(1);
        assertThat(figures().sumNanos()).isEqualTo(5 * MILLISECOND);
        assertThat(meters.read().get(0).key())
                .isEqualTo(new SeriesKey(SeriesKey.Kind.OPERATION, "Lab.Run", "Run", "Lab"));
    }

    @Test
    void aFailureIsCountedByItsCategoryAndKeptWithItsText() throws Exception {
        call(2 * MILLISECOND, Outcome.failed(new TimeoutException("too late")));
        assertThat(figures().failed()).containsExactly(Map.entry(ErrorCategory.TIMEOUT, 1L));
        RecentCall kept = recent.list().get(0);
        assertThat(kept.operation()).isEqualTo("Lab.Run");
        assertThat(kept.caller()).isEqualTo("caller");
        assertThat(kept.took()).isEqualTo(Duration.ofMillis(2));
        assertThat(kept.category()).isEqualTo(ErrorCategory.TIMEOUT);
        assertThat(kept.error()).isEqualTo("java.util.concurrent.TimeoutException: too late");
    }

    @Test
    void anAsynchronousCallIsUnderWayUntilItsOutcomeIsThere() throws Exception {
        CompletableFuture<String> later = new CompletableFuture<>();
        Outcome outcome = call(0, Outcome.of(later));
        assertThat(figures().inFlight()).isEqualTo(1);
        nanos += 30 * MILLISECOND;
        later.completeExceptionally(new IllegalStateException("broken"));
        assertThat(outcome.isDone()).isTrue();
        assertThat(figures().inFlight()).isZero();
        assertThat(figures().failed()).containsExactly(Map.entry(ErrorCategory.INTERNAL, 1L));
        assertThat(figures().sumNanos()).isEqualTo(30 * MILLISECOND);
    }

    @Test
    void ofCallsThatSucceedOneIsKeptInTenMillisecondsAndOfThoseThatFailTen() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            call(MILLISECOND / 10, Outcome.of("done"));
        }
        assertThat(recent.list()).hasSize(10);
        for (int i = 0; i < 200; i++) {
            call(MILLISECOND / 10, Outcome.failed(new IllegalStateException("broken")));
        }
        assertThat(recent.list()).hasSize(30);
        assertThat(figures().begun()).isEqualTo(1_200);
    }

    @Test
    void failuresAndSuccessesDoNotDriveEachOtherOut() throws Exception {
        call(0, Outcome.failed(new IllegalStateException("the first")));
        for (int i = 0; i < 2 * RecentCalls.EACH; i++) {
            call(10 * MILLISECOND, Outcome.of("done"));
        }
        assertThat(recent.list()).hasSize(RecentCalls.EACH + 1);
        assertThat(recent.list())
                .last()
                .extracting(RecentCall::error)
                .asString()
                .contains("the first");
    }

    @Test
    void anErrorWhoseMessageCannotBeReadIsKeptAllTheSame() throws Exception {
        call(0, Outcome.failed(new RuntimeException("hidden") {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("not even that");
            }
        }));
        assertThat(recent.list().get(0).error()).contains("its message cannot be read");
    }

    @Test
    void aLongMessageIsShortened() throws Exception {
        call(0, Outcome.failed(new IllegalStateException("x".repeat(5_000))));
        assertThat(recent.list().get(0).error()).hasSizeLessThan(600).endsWith("...");
    }

    @Test
    void theNextVersionOfTheOperationGoesOnWithTheSeries() throws Exception {
        call(1, Outcome.of("done"));
        ((AutoCloseable) meter).close();
        new CallMeters(meters, recent, this::read)
                .create(operation)
                .around(Calls.invocation(operation, nanos), invocation -> Outcome.of("done"));
        assertThat(figures().succeeded()).isEqualTo(2);
    }
}
