package dev.vagus.benchmarks.registry;

import dev.vagus.registry.ApiRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 * Question: does a call cost more when there are many operations? Hypothesis: no. The same number of operations takes turns,
 * spread over all of them, so that only the size of the index differs and not what fits into the processor's caches. Every
 * result is looked at; each operation has its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupSize {
    /** How many operations there are. */
    @Param({"10", "1000", "100000"})
    public int operations = 10;

    /** How many of them are called; all if there are fewer. */
    @Param("8")
    public int called = 8;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private ManyOperations all;

    @SuppressWarnings("NullAway.Init") // Set by open().
    private ApiRegistry registry;

    private final Map<String, Object> parameters = Steps.of("DeployVM", 3);
    private String[] names = {};
    private Object[] expected = {};
    private int turn;
    private long wrong;

    /** Registers them. */
    @Setup(Level.Trial)
    public void open() {
        all = new ManyOperations();
        registry = all.registry();
        all.register(operations);
        int chosen = Math.min(called, operations);
        names = new String[chosen];
        expected = new Object[chosen];
        for (int i = 0; i < chosen; i++) {
            int number = (int) ((long) i * operations / chosen);
            names[i] = ManyOperations.name(number);
            expected[i] = ManyOperations.result(number);
        }
    }

    /** Calls one of them. */
    @Benchmark
    public void call() {
        int now = turn;
        turn = now + 1 == names.length ? 0 : now + 1;
        if (registry.invoke(names[now], parameters) != expected[now]) {
            wrong++;
        }
    }

    /**
     * Checks the results.
     *
     * @throws IllegalStateException when one was wrong
     */
    @TearDown(Level.Iteration)
    public void check() {
        if (wrong != 0) {
            throw new IllegalStateException(wrong + " results were those of other operations");
        }
    }

    /** Closes the registry, after a look at how many operations there are. */
    @TearDown(Level.Trial)
    public void close() {
        all.check(operations);
        all.close();
    }
}
