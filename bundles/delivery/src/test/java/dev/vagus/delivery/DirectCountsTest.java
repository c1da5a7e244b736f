package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DirectCountsTest {
    private static final int THREADS = 8;
    private static final int EACH = 20_000;

    private final DirectCounts counts = new DirectCounts();

    @Test
    void countsOfTheFirstThreadAndOfOthersAddUp() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            others.add(new Thread(() -> {
                await(go);
                hand();
            }));
        }
        others.forEach(Thread::start);
        go.countDown();
        hand();
        long most = 0;
        while (others.stream().anyMatch(Thread::isAlive)) {
            long handled = counts.sumHandled();
            assertThat(handled).isBetween(most, counts.sumHandedOut());
            most = handled;
        }
        for (Thread other : others) {
            other.join();
        }

        assertThat(counts.sumHandedOut()).isEqualTo((long) THREADS * EACH);
        assertThat(counts.sumHandled()).isEqualTo((long) THREADS * EACH);
    }

    private void hand() {
        for (int i = 0; i < EACH; i++) {
            counts.begin();
            counts.handled();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
