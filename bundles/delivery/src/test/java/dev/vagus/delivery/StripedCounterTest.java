package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripedCounterTest {
    @Test
    void noAdditionOfAnyThreadIsLost() throws InterruptedException {
        StripedCounter counter = new StripedCounter();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 20_000; j++) {
                    counter.increment();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter.sum()).isEqualTo(180_000);
    }
}
