package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.ErrorCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final int EACH = 20_000;

    private final Recorder recorder = new Recorder(true);

    @Test
    void countsWhatBeginsAndHowItEnds() {
        int place = recorder.begin();
        recorder.begin();
        recorder.begin();
        recorder.end(place, 1_000, null);
        recorder.end(place, 4_000, ErrorCategory.TIMEOUT);
        Figures figures = recorder.read();
        assertThat(figures.begun()).isEqualTo(3);
        assertThat(figures.succeeded()).isEqualTo(1);
        assertThat(figures.failed()).containsExactly(Map.entry(ErrorCategory.TIMEOUT, 1L));
        assertThat(figures.inFlight()).isEqualTo(1);
        assertThat(figures.sumNanos()).isEqualTo(5_000);
        assertThat(figures.maxNanos()).isEqualTo(4_000);
        assertThat(figures.took().total()).isEqualTo(2);
    }

    @Test
    void hasACountForEachCategory() {
        for (ErrorCategory category : ErrorCategory.values()) {
            for (int i = 0; i <= category.ordinal(); i++) {
                recorder.ended(-1, 1, category);
            }
        }
        assertThat(recorder.read().failed())
                .hasSize(ErrorCategory.values().length)
                .allSatisfy((category, count) -> assertThat(count).isEqualTo(category.ordinal() + 1));
    }

    @Test
    void whatIsCountedAtItsEndOnlyHasBegunToo() {
        recorder.ended(30, 2_000, null);
        recorder.ended(-1, 2_000, ErrorCategory.BUSY);
        Figures figures = recorder.read();
        assertThat(figures.begun()).isEqualTo(2);
        assertThat(figures.inFlight()).isZero();
        assertThat(figures.waited().total()).isEqualTo(1);
        assertThat(figures.waited().percentile(1)).isBetween(29L, 31L);
    }

    @Test
    void aTimeThatRanBackwardsIsNone() {
        recorder.ended(-5, -7, null);
        Figures figures = recorder.read();
        assertThat(figures.sumNanos()).isZero();
        assertThat(figures.waited().total()).isZero();
        assertThat(figures.took().from(0)).isZero();
    }

    @Test
    void aReadingIsTheSameAgainWhileNothingHappens() {
        recorder.begin();
        Figures first = recorder.read();
        assertThat(recorder.read()).isSameAs(first);
        recorder.end(recorder.place(), 1, null);
        assertThat(recorder.read()).isNotSameAs(first);
    }

    @Test
    void threadsLoseNothingAndAReadingNeverHasMoreEndsThanBegins() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            int own = i;
            Thread thread = new Thread(() -> {
                for (int j = 0; j < EACH; j++) {
                    int place = recorder.begin();
                    recorder.end(place, 1_000L * j, j % 7 == own ? ErrorCategory.INTERNAL : null);
                }
            });
            thread.start();
            threads.add(thread);
        }
        Thread waiter = new Thread(() -> {
            for (Thread thread : threads) {
                try {
                    thread.join(TimeUnit.SECONDS.toMillis(60));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            over.set(true);
        });
        waiter.start();
        Figures before = recorder.read();
        while (!over.get()) {
            Figures now = recorder.read();
            assertThat(now.begun()).isGreaterThanOrEqualTo(Math.max(now.ended(), before.begun()));
            assertThat(now.ended()).isGreaterThanOrEqualTo(before.ended());
            assertThat(now.took().total()).isGreaterThanOrEqualTo(now.ended());
            before = now;
        }
        Figures all = recorder.read();
        assertThat(all.ended()).isEqualTo(7 * EACH).isEqualTo(all.begun());
        assertThat(all.failures()).isBetween((long) EACH - 7, (long) EACH + 7);
        assertThat(all.took().total()).isEqualTo(7 * EACH);
        assertThat(all.sumNanos()).isEqualTo(7 * 1_000L * EACH * (EACH - 1) / 2);
        assertThat(all.maxNanos()).isEqualTo(1_000L * (EACH - 1));
    }
}
