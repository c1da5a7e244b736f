package dev.vagus.benchmarks.security;

import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.token.TokenEngine;
import dev.vagus.security.internal.token.TokenSettings;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does the check of a token cost that was seen before, from one thread and from two, and what the first one?
 * Hypothesis: known, at most 40 ns and nothing allocated, at least twice as fast as the library behind a cache that ends tokens
 * in time; the first time as fast as the library, since the signature is nearly all of it. The reading of the monotonic clock is
 * the caller's, as in a call that reads it anyway. Every answer is compared; an iteration fails when one was wrong, and when
 * nothing was checked.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenCheck {
    private static final int FRESH = 200;
    private static final String USER = "ada";

    /** Who checks. */
    @Param({"VAGUS", "NIMBUS_CACHED", "NIMBUS_CACHED_FOR_EVER"})
    public TokenCarrier carrier = TokenCarrier.VAGUS;

    /** How many tokens are shown in turn. */
    @Param({"1", "1000"})
    public int tokens = 1;

    private String[] known = {};
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // Set by open().
    private TokenDoor door;

    /** Tokens that nobody has seen. */
    @State(Scope.Benchmark)
    public static class Fresh {
        private final List<String> tokens = new ArrayList<>();

        /** Issues those of the next iteration. */
        @Setup(Level.Iteration)
        public void issue(TokenCheck question) {
            tokens.clear();
            tokens.addAll(question.issue(FRESH));
        }
    }

    /** One thread's checks. */
    @State(Scope.Thread)
    public static class Caller {
        private int next;
        private long right;
        private long asked;
        private long nanos;

        /** Begins an iteration. */
        @Setup(Level.Iteration)
        public void begin() {
            nanos = System.nanoTime();
            right = 0;
            asked = 0;
        }

        /**
         * Counts.
         *
         * @throws IllegalStateException when an answer was wrong, or there was none
         */
        @TearDown(Level.Iteration)
        public void check() {
            if (right != asked || asked == 0) {
                throw new IllegalStateException(right + " of " + asked + " answers were right");
            }
        }
    }

    /** Issues tokens and shows each once. */
    @Setup(Level.Trial)
    public void open() {
        folder = Engines.folder();
        known = issue(tokens).toArray(new String[0]);
        door = carrier.open(TokenSettings.defaults(folder), Engines.keys(folder));
        for (String each : known) {
            door.subject(each, System.nanoTime());
        }
    }

    private List<String> issue(int many) {
        List<String> issued = new ArrayList<>();
        try (TokenEngine engine = Engines.open(TokenSettings.defaults(folder))) {
            for (int i = 0; i < many; i++) {
                issued.add(engine.issue(TokenRequest.user(USER, "api:LabRunner.*", "bus:publish:*"))
                        .accessToken());
            }
        }
        return issued;
    }

    /** Takes the files away. */
    @TearDown(Level.Trial)
    public void close() {
        Engines.delete(folder);
    }

    /** A token that is known, shown by the only thread. */
    @Benchmark
    @Threads(1)
    public void oneThread(Caller caller) {
        check(caller);
    }

    /** A token that is known, shown by one of two threads. */
    @Benchmark
    @Threads(2)
    public void twoThreads(Caller caller) {
        check(caller);
    }

    private void check(Caller caller) {
        int next = caller.next + 1;
        caller.next = next >= known.length ? 0 : next;
        caller.asked++;
        if (door.subject(known[caller.next], caller.nanos).equals(USER)) {
            caller.right++;
        }
    }

    /** Tokens that nobody has seen. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(FRESH)
    @Warmup(iterations = 30)
    @Measurement(iterations = 20)
    public void firstTime(Caller caller, Fresh fresh) {
        for (String each : fresh.tokens) {
            caller.asked++;
            if (door.subject(each, caller.nanos).equals(USER)) {
                caller.right++;
            }
        }
    }
}
