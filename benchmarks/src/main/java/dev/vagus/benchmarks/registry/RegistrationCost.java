package dev.vagus.benchmarks.registry;

import dev.vagus.module.Registration;
import dev.vagus.registry.OperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to register an operation when there are some, or many? Hypothesis: the same. Ten are registered
 * one after the other, with names that were not there before; then, outside of the time that is measured, they must be there and
 * answer, and are withdrawn again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegistrationCost {
    private static final int BATCH = 10;

    /** How many operations there are already. */
    @Param({"10", "10000", "100000"})
    public int present = 10;

    private final List<Registration> registered = new ArrayList<>();
    private List<OperationSpec> specs = List.of();

    @SuppressWarnings("NullAway.Init") // Set by open().
    private ManyOperations all;

    /** Registers those that are there. */
    @Setup(Level.Trial)
    public void open() {
        all = new ManyOperations();
        all.register(present);
    }

    /** Thinks of new ones. */
    @Setup(Level.Invocation)
    public void specify() {
        specs = all.specify(BATCH);
    }

    /** Registers ten. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void register() {
        for (int i = 0; i < BATCH; i++) {
            registered.add(all.register(specs.get(i)));
        }
    }

    /**
     * Withdraws them.
     *
     * @throws IllegalStateException when one does not answer, or something is left
     */
    @TearDown(Level.Invocation)
    public void withdraw() {
        all.check(present + BATCH);
        for (OperationSpec spec : specs) {
            Object result = all.registry().invoke(spec.module() + "." + spec.name(), Steps.of("DeployVM", 3));
            if (!spec.name().equals(result)) {
                throw new IllegalStateException(spec.name() + " answers " + result);
            }
        }
        registered.forEach(Registration::close);
        registered.clear();
        all.check(present);
    }

    /** Closes the registry. */
    @TearDown(Level.Trial)
    public void close() {
        all.close();
    }
}
