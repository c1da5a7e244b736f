package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    @Test
    void letsSoManyThroughAtOnce() {
        Bulkhead bulkhead = new Bulkhead(2);
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.underWay()).isEqualTo(1);
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
    }

    @Test
    void aChangeKeepsThoseUnderWay() {
        Bulkhead bulkhead = new Bulkhead(3);
        for (int i = 0; i < 3; i++) {
            assertThat(bulkhead.tryAcquire()).isTrue();
        }
        bulkhead.max(1);
        assertThat(bulkhead.max()).isEqualTo(1);
        assertThat(bulkhead.underWay()).isEqualTo(3);
        bulkhead.release();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.max(2);
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void aPlaceThatIsGivenBackTwiceIsAnErrorAndAddsNone() {
        Bulkhead bulkhead = new Bulkhead(1);
        assertThatIllegalStateException().isThrownBy(bulkhead::release);
        assertThat(bulkhead.underWay()).isZero();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
    }

    @Test
    void theMessageNamesTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bulkhead(0))
                .withMessage("bulkhead.max must be from 1 to 1000000, but is 0");
        Bulkhead bulkhead = new Bulkhead(4);
        assertThatIllegalArgumentException().isThrownBy(() -> bulkhead.max(1_000_001));
        assertThat(bulkhead.max()).isEqualTo(4);
    }

    @Test
    void threadsNeverExceedTheMaximumAndAllPlacesComeBack() throws InterruptedException {
        Bulkhead bulkhead = new Bulkhead(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            new Thread(() -> {
                        for (int j = 0; j < 5_000; j++) {
                            if (bulkhead.tryAcquire()) {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                passed.incrementAndGet();
                                inside.decrementAndGet();
                                bulkhead.release();
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 2);
        assertThat(passed.get()).isPositive();
        assertThat(bulkhead.underWay()).isZero();
    }
}
