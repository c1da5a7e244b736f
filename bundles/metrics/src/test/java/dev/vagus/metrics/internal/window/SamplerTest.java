package dev.vagus.metrics.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SamplerTest {
    @Test
    void worksOnADaemonOfItsOwnAlsoAfterAFailureAndEndsWhenItIsClosed() {
        AtomicInteger times = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Sampler sampler = new Sampler(() -> {
            thread.set(Thread.currentThread());
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        });
        await().until(() -> times.get() >= 2);
        sampler.close();
        assertThat(thread.get().getName()).isEqualTo("vagus-metrics-1");
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getContextClassLoader()).isSameAs(Sampler.class.getClassLoader());
        await().until(() -> !thread.get().isAlive());
    }
}
