package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnwrittenTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final Unwritten unwritten = new Unwritten();

    @Test
    void nothingWaitsAtFirst() {
        assertThat(unwritten.count()).isZero();
        assertThat(unwritten.since()).isNull();
    }

    @Test
    void tellsHowManyWaitAndSinceWhenTheOldestDoes() {
        Unwritten.Cohort first = unwritten.come(1_000);
        Unwritten.Cohort together = unwritten.come(1_010);
        Unwritten.Cohort later = unwritten.come(1_500);
        assertThat(unwritten.count()).isEqualTo(3);
        assertThat(unwritten.since()).isEqualTo(1_000);

        first.leave();
        assertThat(unwritten.since()).isEqualTo(1_000);
        together.leave();
        assertThat(unwritten.since()).isEqualTo(1_500);
        later.leave();
        assertThat(unwritten.count()).isZero();
        assertThat(unwritten.since()).isNull();
    }

    @Test
    void whatComesAfterALookIsNotWaitedForWithWhatWaitedThen() {
        Unwritten.Cohort first = unwritten.come(1_000);
        List<Unwritten.Cohort> waiting = unwritten.present();
        Unwritten.Cohort second = unwritten.come(1_001);
        assertThat(waiting).hasSize(1).noneMatch(Unwritten.Cohort::isEmpty);

        first.leave();
        assertThat(waiting).allMatch(Unwritten.Cohort::isEmpty);
        assertThat(unwritten.count()).isEqualTo(1);
        assertThat(unwritten.since()).isEqualTo(1_001);
        second.leave();
        assertThat(unwritten.present()).isEmpty();
    }

    @Test
    void aClockThatIsPutBackLosesNobody() {
        Unwritten.Cohort first = unwritten.come(HOUR);
        Unwritten.Cohort second = unwritten.come(5);
        assertThat(unwritten.count()).isEqualTo(2);
        first.leave();
        second.leave();
        assertThat(unwritten.since()).isNull();
    }

    @Test
    void isBoundedHoweverLongAStoreFailsAndOffByAShareOfTheTimeAtMost() {
        Deque<Unwritten.Cohort> waiting = new ArrayDeque<>();
        Deque<Long> times = new ArrayDeque<>();
        for (long now = 0; now < 24 * HOUR; now += 1_000) {
            waiting.add(unwritten.come(now));
            times.add(now);
        }
        assertThat(unwritten.count()).isEqualTo(waiting.size());
        assertThat(unwritten.cohorts()).isLessThan(Unwritten.MOST);

        while (!waiting.isEmpty()) {
            long age = 24 * HOUR - times.remove();
            assertThat(24 * HOUR - unwritten.since()).isBetween(age, age + 24 * HOUR / 32 + 1_000);
            waiting.remove().leave();
        }
        assertThat(unwritten.since()).isNull();
    }

    @Test
    void isExactAgainAsSoonAsAStoreHasRecovered() {
        List<Unwritten.Cohort> waiting = new ArrayList<>();
        for (long now = 0; now <= HOUR; now += 1_000) {
            waiting.add(unwritten.come(now));
        }
        Unwritten.Cohort last = waiting.remove(waiting.size() - 1);
        waiting.forEach(Unwritten.Cohort::leave);
        // The last one of the failure still waits while new ones come.
        Unwritten.Cohort fresh = unwritten.come(HOUR + 30);
        last.leave();
        assertThat(unwritten.since()).isEqualTo(HOUR + 30);
        fresh.leave();
    }

    @Test
    void threadsThatComeAndGoAreAllCounted() throws InterruptedException {
        int each = 100_000;
        BlockingQueue<Unwritten.Cohort> given = new LinkedBlockingQueue<>();
        AtomicLong clock = new AtomicLong();
        AtomicBoolean negative = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        for (int publisher = 0; publisher < 2; publisher++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    given.add(unwritten.come(clock.incrementAndGet() / 10));
                }
                ended.countDown();
            }));
        }
        threads.add(new Thread(() -> {
            try {
                for (int i = 0; i < 2 * each; i++) {
                    given.take().leave();
                    negative.compareAndSet(false, i % 1_000 == 0 && unwritten.count() < 0);
                }
            } catch (InterruptedException e) {
                negative.set(true);
            }
            ended.countDown();
        }));
        threads.forEach(Thread::start);

        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(negative).isFalse();
        assertThat(unwritten.count()).isZero();
        assertThat(unwritten.since()).isNull();
        assertThat(unwritten.cohorts()).isZero();
    }
}
