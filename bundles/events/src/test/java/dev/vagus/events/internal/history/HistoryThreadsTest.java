package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The history under real threads: every event is counted. */
class HistoryThreadsTest {
    private static final int PUBLISHERS = 4;
    private static final int EVENTS = 20_000;
    private static final long MUCH = 1L << 40;

    private record Publisher(Thread thread, List<Long> numbers) {}

    @Test
    void everyEventHasANumberOfItsOwnAndTheLastOnesAreAllThere() throws InterruptedException {
        History history = new History(new Limits(1_000, MUCH, 0, KeepRules.ALL), () -> 0);

        List<Publisher> publishers = publish(history);
        join(publishers);

        List<Long> numbers = new ArrayList<>();
        for (Publisher each : publishers) {
            assertThat(each.numbers).isSorted();
            numbers.addAll(each.numbers);
        }
        assertThat(numbers).hasSize(PUBLISHERS * EVENTS).doesNotHaveDuplicates();
        List<Kept> present = history.present();
        assertThat(present).extracting(Kept::sequence).isSorted().isSubsetOf(numbers);
        assertThat(history.snapshot().recorded()).isEqualTo((long) PUBLISHERS * EVENTS);
        assertThat(history.next() - present.size()).isGreaterThanOrEqualTo(history.next() - 1_000);
        assertThat(history.snapshot().bytes())
                .isEqualTo(present.stream().mapToLong(Kept::bytes).sum());
        assertOrderOfEach(present, false);
    }

    @Test
    void whatIsSettledHasEveryEventBelowTheBoundInTheOrderOfItsPublisher() throws InterruptedException {
        int all = PUBLISHERS * EVENTS;
        History history = new History(new Limits(2 * all, MUCH, 0, KeepRules.ALL), () -> 0);
        List<Publisher> publishers = publish(history);
        Map<Long, Integer> sizeBelow = new HashMap<>();
        while (publishers.stream().anyMatch(each -> each.thread.isAlive())) {
            long end = history.next();
            List<Kept> settled = history.settled(0, end);
            sizeBelow.put(end, settled.size());
            assertOrderOfEach(settled, true);
        }
        join(publishers);

        assertThat(history.settled(0, history.next())).hasSize(all);
        sizeBelow.forEach((end, size) -> assertThat(publishers.stream()
                        .flatMap(each -> each.numbers.stream())
                        .filter(number -> number < end)
                        .count())
                .isEqualTo(size.longValue()));
    }

    @Test
    void boundsThatChangeUnderLoadLoseNothingThatFits() throws InterruptedException {
        int all = PUBLISHERS * EVENTS;
        History history = new History(new Limits(2 * all, MUCH, 0, KeepRules.ALL), () -> 0);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong changes = new AtomicLong();
        Thread changer = new Thread(
                () -> {
                    while (!ended.get()) {
                        history.limits(
                                new Limits(2 * all + (int) (changes.incrementAndGet() % 7), MUCH, 0, KeepRules.ALL));
                    }
                },
                "test-changer");
        changer.start();

        List<Publisher> publishers = publish(history);
        join(publishers);
        ended.set(true);
        changer.join(20_000);

        assertThat(changes.get()).isPositive();
        assertThat(history.settled(0, history.next())).hasSize(all);
        assertThat(history.present()).hasSize(all);
    }

    @Test
    void memoryStaysWithinItsBoundAndIsCountedRight() throws InterruptedException {
        long bound = 100 * Sizes.of(event(0, 0));
        History history = new History(new Limits(1_000, bound, 0, KeepRules.ALL), () -> 0);

        join(publish(history));

        assertThat(history.snapshot().bytes())
                .isBetween(1L, bound)
                .isEqualTo(history.present().stream().mapToLong(Kept::bytes).sum());
    }

    private static ModuleEvent event(int publisher, int number) {
        return Past.event("e", Map.of("publisher", publisher, "number", number));
    }

    private static void assertOrderOfEach(List<Kept> events, boolean fromTheFirst) {
        Map<Object, Integer> last = new HashMap<>();
        for (Kept kept : events) {
            Map<String, Object> data = kept.event().data();
            int number = (Integer) data.get("number");
            Integer before = last.put(data.get("publisher"), number);
            if (before != null || fromTheFirst) {
                assertThat(number).isEqualTo(before == null ? 0 : before + 1);
            }
        }
    }

    private static List<Publisher> publish(History history) {
        List<Publisher> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            List<Long> numbers = new ArrayList<>();
            Thread thread = new Thread(
                    () -> {
                        for (int i = 0; i < EVENTS; i++) {
                            numbers.add(history.keep(event(publisher, i)));
                        }
                    },
                    "test-publisher");
            publishers.add(new Publisher(thread, numbers));
        }
        publishers.forEach(each -> each.thread.start());
        return publishers;
    }

    private static void join(List<Publisher> publishers) throws InterruptedException {
        for (Publisher each : publishers) {
            each.thread.join(20_000);
            assertThat(each.thread.isAlive()).isFalse();
        }
    }
}
