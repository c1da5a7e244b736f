package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both windows against a list of calls that is counted anew at each step: the same verdict after
 * every one. After a verdict both begin anew, as a breaker does. */
class WindowModelTest {
    private static final int STEPS = 3_000;
    private static final long SLOW_NANOS = 1_000;

    private record Call(long nanos, boolean failed, boolean slow) {}

    /** The obvious way. */
    private static final class Model {
        private final Deque<Call> calls = new ArrayDeque<>();
        private final Thresholds thresholds;

        Model(Thresholds thresholds) {
            this.thresholds = thresholds;
        }

        String add(Call call) {
            calls.add(call);
            return thresholds.exceeded(figures());
        }

        Figures figures() {
            long failed = calls.stream().filter(Call::failed).count();
            long slow = calls.stream().filter(Call::slow).count();
            int all = calls.size();
            return new Figures(all, failed, slow, thresholds.rate(failed, all), thresholds.rate(slow, all));
        }
    }

    private static String end(SlidingWindow window, Call call) {
        long took = call.slow() ? SLOW_NANOS + 1 : SLOW_NANOS;
        return call.failed() ? window.fail(took, call.nanos()) : window.succeed(took, call.nanos());
    }

    private static Call random(Random random, long nanos, double bad) {
        return new Call(nanos, random.nextDouble() < bad, random.nextDouble() < bad / 2);
    }

    private static Thresholds thresholds(Random random, int atMost) {
        return new Thresholds(1 + random.nextInt(atMost), 20 + random.nextInt(81), SLOW_NANOS, 20 + random.nextInt(81));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theLastCalls(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(40);
        Thresholds thresholds = thresholds(random, size);
        CountWindow window = new CountWindow(size, thresholds);
        Model model = new Model(thresholds);
        double bad = 0;
        for (int step = 0; step < STEPS; step++) {
            bad = step % 100 == 0 ? random.nextDouble() * random.nextDouble() : bad;
            Call call = random(random, 0, bad);
            if (model.calls.size() == size) {
                model.calls.remove();
            }
            String verdict = model.add(call);
            assertThat(end(window, call)).as("seed %d, step %d", seed, step).isEqualTo(verdict);
            if (verdict != null) {
                window = new CountWindow(size, thresholds);
                model = new Model(thresholds);
            }
            if (random.nextInt(50) == 0) {
                assertThat(window.figures(0)).as("seed %d, step %d", seed, step).isEqualTo(model.figures());
            }
            if (random.nextInt(500) == 0) {
                size = 1 + random.nextInt(40);
                thresholds = thresholds(random, size);
                window = window.resized(size, thresholds);
                Model other = new Model(thresholds);
                while (model.calls.size() > size) {
                    model.calls.remove();
                }
                other.calls.addAll(model.calls);
                model = other;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theCallsOfTheLastWhile(long seed) {
        Random random = new Random(seed);
        long bucket = 1_000_000_000L;
        int seconds = 10 + random.nextInt(51);
        Thresholds thresholds = thresholds(random, 60);
        long now = (random.nextInt(9) - 4) * bucket + random.nextInt(1_000_000_000);
        TimeWindow window = new TimeWindow(Duration.ofSeconds(seconds), thresholds, now);
        Model model = new Model(thresholds);
        double bad = 0;
        for (int step = 0; step < STEPS; step++) {
            bad = step % 100 == 0 ? random.nextDouble() * random.nextDouble() : bad;
            now += random.nextInt(50) == 0 ? random.nextInt(20) * bucket : random.nextInt(300_000_000);
            long oldest = Math.floorDiv(now, bucket) - seconds + 1;
            model.calls.removeIf(each -> Math.floorDiv(each.nanos(), bucket) < oldest);
            if (random.nextInt(50) == 0) {
                assertThat(window.figures(now))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(model.figures());
            }
            Call call = random(random, now, bad);
            String verdict = model.add(call);
            assertThat(end(window, call)).as("seed %d, step %d", seed, step).isEqualTo(verdict);
            if (verdict != null) {
                window = new TimeWindow(Duration.ofSeconds(seconds), thresholds, now);
                model = new Model(thresholds);
            }
        }
    }
}
