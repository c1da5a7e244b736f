package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long MUCH = 1L << 40;

    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void keepsTheLastSoMany() {
        History history = history(3, MUCH, 0);

        for (int i = 0; i < 10; i++) {
            assertThat(history.keep(Past.event("e" + i))).isEqualTo(i);
        }

        assertThat(names(history)).containsExactly("e7", "e8", "e9");
        assertThat(history.snapshot().events()).isEqualTo(3);
        assertThat(history.snapshot().recorded()).isEqualTo(10);
    }

    @Test
    void forgetsTheOldestWhenTheyTakeTooMuchMemory() {
        ModuleEvent small = Past.event("small");
        History history = history(100, 3 * Sizes.of(small), 0);
        for (int i = 0; i < 5; i++) {
            history.keep(small);
        }
        assertThat(names(history)).hasSize(3);

        history.keep(Past.event("larger", Map.of("text", "x".repeat(100))));
        assertThat(names(history)).containsExactly("small", "larger");

        history.keep(Past.event("too large", Map.of("text", "x".repeat(10_000))));
        assertThat(names(history)).isEmpty();
        assertThat(history.snapshot().bytes()).isZero();

        history.keep(small);
        assertThat(names(history)).containsExactly("small");
        assertThat(history.snapshot().bytes()).isEqualTo(Sizes.of(small));
    }

    @Test
    void forgetsWhatIsTooOld() {
        History history = history(100, MUCH, 500);
        history.keep(Past.at("a", 1_000));
        history.keep(Past.at("b", 1_400));

        now.set(1_500);
        assertThat(names(history)).containsExactly("a", "b");
        now.set(1_501);
        assertThat(names(history)).containsExactly("b");
        now.set(5_000);
        assertThat(history.snapshot().events()).isZero();
        assertThat(history.snapshot().bytes()).isZero();
    }

    @Test
    void forgetsWhatIsTooOldAlsoWhenNobodyLooks() {
        History history = history(1_000, MUCH, 500);
        for (int i = 0; i < 10; i++) {
            history.keep(Past.at("old", 1_000));
        }
        now.set(2_000);
        for (int i = 0; i < 64; i++) {
            history.keep(Past.at("new", 2_000));
        }

        assertThat(history.snapshot().bytes()).isEqualTo(64 * Sizes.of(Past.event("new")));
    }

    @Test
    void clearsWhatMatchesAndNothingElse() {
        History history = history(100, MUCH, 0);
        for (String name : List.of("a", "b", "a", "c")) {
            history.keep(Past.event(name));
        }

        assertThat(history.clear(event -> event.name().equals("a"))).isEqualTo(2);
        assertThat(history.clear(event -> event.name().equals("a"))).isZero();

        assertThat(names(history)).containsExactly("b", "c");
        assertThat(history.snapshot().bytes()).isEqualTo(2 * Sizes.of(Past.event("b")));
    }

    @Test
    void whatFitsStaysWhenTheBoundsChange() {
        History history = history(4, MUCH, 0);
        for (int i = 0; i < 6; i++) {
            history.keep(Past.event("e" + i));
        }

        history.limits(new Limits(10, MUCH, 0, KeepRules.ALL));
        assertThat(names(history)).containsExactly("e2", "e3", "e4", "e5");
        history.keep(Past.event("e6"));
        history.limits(new Limits(2, MUCH, 0, KeepRules.ALL));
        assertThat(names(history)).containsExactly("e5", "e6");
        assertThat(history.snapshot().bytes()).isEqualTo(2 * Sizes.of(Past.event("e5")));
        history.limits(new Limits(0, MUCH, 0, KeepRules.ALL));
        assertThat(names(history)).isEmpty();
        assertThat(history.keep(Past.event("e7"))).isEqualTo(History.UNKEPT);
        assertThat(history.selects("Events", "e7")).isFalse();
        assertThat(history.snapshot().bytes()).isZero();
    }

    @Test
    void lowerBoundsOfMemoryAndAgeCountAtOnce() {
        History history = history(10, MUCH, 0);
        history.keep(Past.at("a", 100));
        history.keep(Past.at("b", 1_000));
        history.keep(Past.at("c", 1_000));

        history.limits(new Limits(10, MUCH, 500, KeepRules.ALL));
        assertThat(names(history)).containsExactly("b", "c");
        history.limits(new Limits(10, Sizes.of(Past.event("c")), 0, KeepRules.ALL));
        assertThat(names(history)).containsExactly("c");
    }

    @Test
    void aMarkTakesANumberAndHoldsNothing() {
        History history = history(10, MUCH, 0);
        history.keep(Past.event("a"));

        assertThat(history.mark()).isEqualTo(1);
        assertThat(history.keep(Past.event("b"))).isEqualTo(2);
        assertThat(names(history)).containsExactly("a", "b");
        assertThat(history.settled(0, history.next())).hasSize(2);
        assertThat(history.snapshot().recorded()).isEqualTo(2);
    }

    @Test
    void rulesSelectByChannelAndName() {
        KeepRules rules = KeepRules.of(List.of("Lab*/*", "Events/Step*", "!*/Tick", "!Lab-9/*"));

        assertThat(rules.keeps("Lab-1", "Any")).isTrue();
        assertThat(rules.keeps("Events", "StepDone")).isTrue();
        assertThat(rules.keeps("Events", "Other")).isFalse();
        assertThat(rules.keeps("Lab-1", "Tick")).isFalse();
        assertThat(rules.keeps("Lab-9", "Any")).isFalse();
        assertThat(rules.keepsTopic("dev/vagus/event/Lab-1/Any")).isTrue();
        assertThat(rules.keepsTopic("dev/vagus/event/Events/Other")).isFalse();
        assertThat(KeepRules.of(List.of()).keeps("Lab-1", "Any")).isFalse();
    }

    private History history(int capacity, long bytes, long ageMillis) {
        return new History(new Limits(capacity, bytes, ageMillis, KeepRules.ALL), now::get);
    }

    private static List<String> names(History history) {
        return history.present().stream().map(kept -> kept.event().name()).toList();
    }
}
