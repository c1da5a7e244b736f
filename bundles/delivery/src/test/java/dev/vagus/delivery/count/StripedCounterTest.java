package dev.vagus.delivery.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StripedCounterTest {
    private static final int EACH = 20_000;

    private final StripedCounter counter = new StripedCounter();

    private Thread adder(CountDownLatch begin) {
        Thread thread = new Thread(() -> {
            try {
                begin.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            for (int j = 0; j < EACH; j++) {
                counter.increment();
            }
        });
        thread.start();
        return thread;
    }

    private List<Thread> adders(int count) {
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(adder(begin));
        }
        begin.countDown();
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void isZeroBeforeTheFirstAddition() {
        assertThat(counter.sum()).isZero();
    }

    @Test
    void noAdditionOfAnyThreadIsLostWhetherItHasACellOrNot() throws InterruptedException {
        join(adders(9));
        assertThat(counter.sum()).isEqualTo(9 * EACH);
    }

    @Test
    void threadsThatComeWhenAllCellsBelongToTheDeadCountToo() throws InterruptedException {
        for (int i = 0; i < 12; i++) {
            join(adders(1));
        }
        assertThat(counter.sum()).isEqualTo(12 * EACH);
    }

    @Test
    void whoReadsWhileOthersAddNeverSeesItShrink() throws InterruptedException {
        List<Thread> threads = adders(6);
        AtomicBoolean anyAlive = new AtomicBoolean(true);
        long last = 0;
        while (anyAlive.get()) {
            anyAlive.set(threads.stream().anyMatch(Thread::isAlive));
            long now = counter.sum();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        assertThat(last).isEqualTo(6 * EACH);
    }
}
