package dev.vagus.breaker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    private static final long START = Long.MAX_VALUE - 1_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = START;

    private static RateSettings settings(int limit, int burst) {
        return new RateSettings(limit, Duration.ofSeconds(1), burst);
    }

    private int atOnce(RateLimit limit) {
        int calls = 0;
        while (limit.acquire(now) == 0) {
            calls++;
        }
        return calls;
    }

    @Test
    void letsABurstThroughAtOnceAndThenOnePerInterval() {
        RateLimit limit = new RateLimit(settings(10, 3), now);
        assertThat(atOnce(limit)).isEqualTo(3);
        now += SECOND / 10;
        assertThat(atOnce(limit)).isEqualTo(1);
        now += SECOND / 10 * 2;
        assertThat(atOnce(limit)).isEqualTo(2);
        now += Duration.ofDays(1).toNanos();
        assertThat(atOnce(limit)).isEqualTo(3);
    }

    @Test
    void saysExactlyWhenTheNextMayCome() {
        RateLimit limit = new RateLimit(settings(4, 1), now);
        assertThat(limit.acquire(now)).isZero();
        now += 1_000;
        long wait = limit.acquire(now);
        assertThat(wait).isEqualTo(SECOND / 4 - 1_000);
        now += wait - 1;
        assertThat(limit.acquire(now)).isEqualTo(1);
        now++;
        assertThat(limit.acquire(now)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLetsMoreThroughThanTheLimitAndOneBurstInAnySecond(long seed) {
        Random random = new Random(seed);
        RateSettings settings = settings(1 + random.nextInt(50), 1 + random.nextInt(20));
        RateLimit limit = new RateLimit(settings, now);
        Deque<Long> last = new ArrayDeque<>();
        int all = 0;
        for (int step = 0; step < 20_000; step++) {
            now += random.nextInt(20_000_000);
            if (limit.acquire(now) == 0) {
                last.add(now);
                all++;
            }
            last.removeIf(each -> now - each >= SECOND);
            assertThat(last.size())
                    .as("seed %d, step %d", seed, step)
                    .isLessThanOrEqualTo(settings.limit() + settings.burst());
        }
        long most = (now - START) / settings.intervalNanos() + settings.burst();
        long least = (now - START) / (settings.intervalNanos() + 20_000_000) - 1;
        assertThat((long) all).as("seed %d", seed).isBetween(least, most);
    }

    @Test
    void aBurstThatIsUsedUpIsNotThereAgainWhenTheSettingsChange() {
        RateLimit limit = new RateLimit(settings(10, 10), now);
        assertThat(atOnce(limit)).isEqualTo(10);
        limit.settings(settings(100, 10), now);
        assertThat(atOnce(limit)).isZero();
        now += SECOND / 100;
        assertThat(atOnce(limit)).isEqualTo(1);
        limit.settings(settings(100, 15), now);
        assertThat(atOnce(limit)).isEqualTo(5);
        assertThat(limit.settings()).isEqualTo(settings(100, 15));
    }

    @Test
    void whoHasRestedHasABurstAlsoAfterAChange() {
        RateLimit limit = new RateLimit(settings(10, 10), now);
        now += SECOND;
        limit.settings(settings(1, 4), now);
        assertThat(atOnce(limit)).isEqualTo(4);
    }

    @Test
    void threadsTogetherGetNoMoreThanTheBurst() throws InterruptedException {
        RateLimit limit = new RateLimit(settings(1, 5_000), now);
        AtomicInteger got = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        for (int j = 0; j < 3_000; j++) {
                            if (limit.acquire(START) == 0) {
                                got.incrementAndGet();
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(got).hasValue(5_000);
    }

    @Test
    void theLargestSettingsDoNotOverflow() {
        RateLimit limit = new RateLimit(new RateSettings(1, Duration.ofHours(1), 1_000_000), now);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(limit.acquire(now)).isZero();
        }
        assertThat(limit.acquire(now)).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void everyMessageNamesItsKey() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateSettings(0, second, 1))
                .withMessage("rate.limit must be from 1 to 1000000, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateSettings(1, Duration.ZERO, 1))
                .withMessage("rate.period.ms must be from 1 to 3600000, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateSettings(1, second, 0))
                .withMessage("rate.burst must be from 1 to 1000000, but is 0");
    }
}
