package dev.vagus.metrics.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.internal.trace.TraceEngine.Origin;
import dev.vagus.spi.FlowTracer;
import dev.vagus.spi.FlowTracer.Kind;
import dev.vagus.spi.FlowTracer.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tracing starts and ends while threads work. */
class TraceThreadsTest {
    private static final int THREADS = 4;
    private static final int STARTS = 60;

    @TempDir
    private Path folder;

    private final AtomicReference<@Nullable FlowTracer> tracer = new AtomicReference<>();
    private final TraceEngine engine =
            new TraceEngine(TraceSettings.DEFAULT, Clock.systemUTC(), System::nanoTime, tracer::set);

    private void work(AtomicBoolean running) {
        while (running.get()) {
            FlowTracer now = tracer.get();
            Span span = now == null ? null : now.begin(Works.work(Kind.CALL, "A.Run", null), () -> null);
            if (span != null) {
                span.end(null);
            }
        }
    }

    @Test
    void everyRecordThatWasMadeIsInTheFileOrCountedAsLost() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> work(running));
            thread.start();
            threads.add(thread);
        }
        try {
            for (int i = 0; i < STARTS; i++) {
                Path file = folder.resolve("trace" + i);
                engine.start(TraceSpec.ALL.into(file), Origin.CODE);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> engine.status().records() > 100);
                TraceStatus status = engine.stop(Origin.CODE);
                try (var lines = Files.lines(file)) {
                    assertThat(lines.count() + status.lost()).isEqualTo(status.records());
                }
            }
        } finally {
            running.set(false);
            for (Thread thread : threads) {
                thread.join(10_000);
            }
            engine.close();
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }
}
