package dev.vagus.benchmarks.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does the store take to persist half a million events in H2, published by one thread as fast as it keeps
 * up? Hypothesis: at most 10 s, 50,000 a second. An iteration ends when the last event is persisted. All iterations write to
 * the same database, so that it grows. The trial fails unless exactly the events that were published are in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms512m", "-Xmx512m"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class PersistHistory {
    /** How many events an iteration publishes. */
    @Param("500000")
    public int events = 500_000;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private StoredEvents stored;

    /** Opens an empty store. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("benchmark-store");
        stored = new StoredEvents(folder, 0);
    }

    /** Publishes them all, and waits until they are persisted. */
    @Benchmark
    public void persist() {
        stored.publish(events, Long.MAX_VALUE);
    }

    /** Checks what is there, and deletes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        stored.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : files) {
            Files.delete(each);
        }
    }
}
