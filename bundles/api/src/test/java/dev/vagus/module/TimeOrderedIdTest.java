package dev.vagus.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    @Test
    void idsAndTheirTextsSortByTimeOfCreation() {
        TimeOrderedId before = TimeOrderedId.next();
        for (int i = 0; i < 10_000; i++) {
            TimeOrderedId after = TimeOrderedId.next();
            assertThat(after).isGreaterThan(before);
            assertThat(after.toString()).isGreaterThan(before.toString());
            before = after;
        }
    }

    @Test
    void theTextIsReadBackInEitherCase() {
        TimeOrderedId id = TimeOrderedId.next();
        assertThat(TimeOrderedId.parse(id.toString())).isEqualTo(id);
        assertThat(TimeOrderedId.parse(id.toString().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(id);
        assertThat(TimeOrderedId.parse(new TimeOrderedId(Long.MAX_VALUE).toString()))
                .isEqualTo(new TimeOrderedId(Long.MAX_VALUE));
    }

    @Test
    void refusesTextsThatAreNoIds() {
        assertThatThrownBy(() -> TimeOrderedId.parse("abc")).hasMessageContaining("13 characters");
        assertThatThrownBy(() -> TimeOrderedId.parse("0000000U00000")).hasMessageContaining("wrong character at 8");
        assertThatThrownBy(() -> TimeOrderedId.parse("Z000000000000")).hasMessageContaining("wrong character at 1");
        assertThatThrownBy(() -> new TimeOrderedId(-1)).hasMessageContaining("-1");
    }

    @Test
    void tellsItsTime() {
        long bits = TimeOrderedId.nextValue(System.currentTimeMillis());
        assertThat(new TimeOrderedId(bits).time())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void aClockThatIsSetBackDoesNotRepeatIds() {
        long now = System.currentTimeMillis();
        long first = TimeOrderedId.nextValue(now);
        assertThat(TimeOrderedId.nextValue(now - 1_000_000)).isGreaterThan(first);
    }

    @Test
    void idsOfConcurrentThreadsAreUnique() throws Exception {
        Set<TimeOrderedId> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                tasks.add(() -> {
                    int fresh = 0;
                    for (int i = 0; i < 20_000; i++) {
                        fresh += seen.add(TimeOrderedId.next()) ? 1 : 0;
                    }
                    return fresh;
                });
            }
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(20_000);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
