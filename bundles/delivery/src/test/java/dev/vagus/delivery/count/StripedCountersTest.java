package dev.vagus.delivery.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripedCountersTest {
    private static final int EACH = 20_000;
    private static final int PAGES = 5;
    private static final int COUNTERS = PAGES * StripedCounters.PAGE;
    private static final int HIGHEST = COUNTERS - 1;
    private static final int OWNED = 4;

    private final StripedCounters counters = new StripedCounters(PAGES);

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    /** Adds 1 to each of the counters but the last in turn, and raises the last. */
    private void addAll(int from) {
        for (int i = 0; i < EACH; i++) {
            int stripe = counters.stripe();
            counters.add(stripe, (from + i) % HIGHEST, 1);
            counters.raise(stripe, HIGHEST, from + i);
        }
    }

    private long total() {
        return IntStream.range(0, HIGHEST).mapToLong(counters::sum).sum();
    }

    private List<Thread> adders(int count) {
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = i;
            threads.add(start(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                addAll(from);
            }));
        }
        begin.countDown();
        return threads;
    }

    private int stripeOfNewThread() throws InterruptedException {
        AtomicInteger stripe = new AtomicInteger(-1);
        join(List.of(start(() -> stripe.set(counters.stripe()))));
        return stripe.get();
    }

    @Test
    void everythingIsZeroAndNoPageUsedBeforeTheFirstAddition() {
        assertThat(total()).isZero();
        assertThat(counters.max(HIGHEST)).isZero();
        assertThat(counters.sums(0, new long[StripedCounters.PAGE])).isFalse();
    }

    @Test
    void aPageIsUsedFromItsFirstAdditionOnAndOthersAreNot() {
        counters.add(counters.stripe(), 2 * StripedCounters.PAGE + 3, 7);
        long[] sums = new long[StripedCounters.PAGE];
        assertThat(counters.sums(1, sums)).isFalse();
        assertThat(counters.sums(2, sums)).isTrue();
        assertThat(sums[3]).isEqualTo(7);
        assertThat(sums).containsOnly(0, 7);
    }

    @Test
    void noAdditionOfAnyThreadIsLostWhetherItOwnsAStripeOrNot() throws InterruptedException {
        join(adders(9));
        assertThat(total()).isEqualTo(9 * EACH);
        assertThat(counters.max(HIGHEST)).isEqualTo(EACH - 1 + 8);
    }

    @Test
    void aThreadKeepsItsStripe() {
        assertThat(counters.stripe()).isLessThan(OWNED).isEqualTo(counters.stripe());
    }

    @Test
    void withoutAReleaseTheStripesOfTheDeadStayTheirs() throws InterruptedException {
        for (int i = 0; i < OWNED; i++) {
            assertThat(stripeOfNewThread()).isLessThan(OWNED);
        }
        assertThat(stripeOfNewThread()).isGreaterThanOrEqualTo(OWNED);
    }

    @Test
    void theDeadGiveTheirStripesBackAndTheLivingDoNot() throws InterruptedException {
        int mine = counters.stripe();
        for (int i = 1; i < OWNED; i++) {
            assertThat(stripeOfNewThread()).isLessThan(OWNED);
        }
        counters.releaseDead();
        assertThat(stripeOfNewThread()).isLessThan(OWNED).isNotEqualTo(mine);
        assertThat(counters.stripe()).isEqualTo(mine);
    }

    @Test
    void nothingIsLostWhileThreadsComeAndGoAndTheirStripesAreReleased() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread cleaner = start(() -> {
            while (!over.get()) {
                counters.releaseDead();
            }
        });
        int rounds = 15;
        for (int i = 0; i < rounds; i++) {
            join(adders(3));
        }
        over.set(true);
        join(List.of(cleaner));
        assertThat(total()).isEqualTo(3L * rounds * EACH);
    }

    @Test
    void whoReadsWhileOthersAddNeverSeesItShrink() throws InterruptedException {
        List<Thread> threads = adders(6);
        AtomicBoolean anyAlive = new AtomicBoolean(true);
        long last = 0;
        while (anyAlive.get()) {
            anyAlive.set(threads.stream().anyMatch(Thread::isAlive));
            long now = total();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        assertThat(last).isEqualTo(6 * EACH);
    }
}
