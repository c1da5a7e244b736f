package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.security.internal.access.Flood.Answer;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Somewhere where the clock is about to run over. */
    private static final long BEGIN = Long.MAX_VALUE - 10;

    private final Flood flood = new Flood(8);

    @Test
    void aModuleThatFloodsLeavesRoomForOthers() {
        assertThat(offer("grant", "Shop", 100, BEGIN)).isEqualTo(2);
        assertThat(offer("token-scope", "Shop", 100, BEGIN)).isEqualTo(2);
        assertThat(offer("grant", "Till", 100, BEGIN)).isEqualTo(2);
        assertThat(offer("grant", "Lab", 1, BEGIN)).isEqualTo(1);
        assertThat(flood.summary())
                .isEqualTo(
                        new Flood.Summary(294, "98 of Shop by grant, 98 of Shop by token-scope, 98 of Till by grant"));
        assertThat(flood.summary()).isNull();
    }

    @Test
    void nothingMoreThanAllowedIsToldInASecondByHoweverManyNames() {
        long told = IntStream.range(0, 100_000)
                .filter(i -> flood.offer("grant", "module-" + i, BEGIN + i) == Answer.TELL)
                .count();

        assertThat(told).isEqualTo(8);
        assertThat(flood.keys()).isLessThanOrEqualTo(Flood.MAX_KEYS + 1);
        Flood.Summary summary = flood.summary();
        assertThat(summary).isNotNull();
        assertThat(summary.count()).isEqualTo(100_000 - 8);
        assertThat(summary.text()).contains("of others by other rules", " more").hasSizeLessThan(500);
    }

    @Test
    void theNextSecondBeginsAnewAlsoWhereTheClockRunsOver() {
        assertThat(offer("grant", "Shop", 5, BEGIN)).isEqualTo(2);
        assertThat(offer("grant", "Shop", 5, BEGIN + SECOND - 1)).isZero();
        assertThat(offer("grant", "Shop", 5, BEGIN + SECOND)).isEqualTo(2);
    }

    @Test
    void namesThatAreNotSeenAnyMoreAreForgotten() {
        IntStream.range(0, 200).forEach(i -> flood.offer("grant", "module-" + i, BEGIN));
        flood.summary();
        flood.offer("grant", "Shop", BEGIN + SECOND);

        assertThat(flood.keys()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstThatIsHeldWakesSomebody() {
        Flood one = new Flood(1);
        assertThat(one.offer("grant", "Shop", BEGIN)).isEqualTo(Answer.TELL);
        assertThat(one.offer("grant", "Shop", BEGIN)).isEqualTo(Answer.FIRST_HELD);
        assertThat(one.offer("grant", "Shop", BEGIN)).isEqualTo(Answer.HELD);
        assertThat(one.isHolding()).isTrue();
        one.summary();
        assertThat(one.offer("grant", "Shop", BEGIN)).isEqualTo(Answer.FIRST_HELD);
    }

    private long offer(String rule, String module, int times, long nanos) {
        return IntStream.range(0, times)
                .filter(i -> flood.offer(rule, module, nanos) == Answer.TELL)
                .count();
    }
}
