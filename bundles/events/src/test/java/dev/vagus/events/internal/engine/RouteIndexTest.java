package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.delivery.trace.TracerSlot;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouteIndexTest {
    private final RouteIndex index = new RouteIndex();
    private final AtomicLong sequence = new AtomicLong();

    @Test
    void findsExactAndWildcardHandlersOfATopic() {
        HandlerEntry exact = add(Interests.in("a/b/c"));
        HandlerEntry below = add(Interests.in("a/b/*"));
        HandlerEntry farBelow = add(Interests.in("a/*"));
        HandlerEntry all = add(Interests.in("*"));
        add(Interests.in("a/b"));
        add(Interests.in("a/b/c/*"));

        assertThat(index.route("a/b/c")).containsExactly(exact, below, farBelow, all);
    }

    @Test
    void aHandlerThatMatchesSeveralTimesIsThereOnce() {
        HandlerEntry entry = add(Interests.in("a/b", "a/*", "*", "a/b"));

        assertThat(index.route("a/b")).containsExactly(entry);
    }

    @Test
    void higherRankingComesFirstThenTheOlder() {
        HandlerEntry low = add(Interests.ranked(-5, "a"));
        HandlerEntry first = add(Interests.in("a"));
        HandlerEntry second = add(Interests.in("*"));
        HandlerEntry high = add(Interests.ranked(Integer.MAX_VALUE, "a"));
        HandlerEntry lowest = add(Interests.ranked(Integer.MIN_VALUE, "a"));

        assertThat(index.route("a")).containsExactly(high, first, second, low, lowest);
    }

    @Test
    void aRouteThatWasLookedUpBeforeSeesNewAndRemovedHandlers() {
        HandlerEntry first = add(Interests.in("a/b"));
        assertThat(index.route("a/b")).containsExactly(first);

        HandlerEntry second = add(Interests.in("a/*"));
        assertThat(index.route("a/b")).containsExactly(first, second);

        index.remove(first, first.interest().patterns());
        assertThat(index.route("a/b")).containsExactly(second);
    }

    @Test
    void isRightForMoreTopicsThanItKeeps() {
        HandlerEntry entry = add(Interests.in("t/*"));

        for (int i = 0; i < 2 * RouteIndex.MAX_CACHED + 10; i++) {
            assertThat(index.route("t/" + i)).containsExactly(entry);
        }
        assertThat(index.cachedTopics()).isLessThanOrEqualTo(RouteIndex.MAX_CACHED);
    }

    private HandlerEntry add(Interest interest) {
        HandlerIdentity identity = new HandlerIdentity("s" + sequence.incrementAndGet(), HandlerKind.OSGI, "test", 1);
        HandlerEntry entry = new HandlerEntry(
                identity,
                sequence.get(),
                interest,
                occurrence -> {},
                10,
                new HandlerParts(
                        Runnable::run,
                        watched -> {},
                        System::nanoTime,
                        new EventGate(System::nanoTime),
                        new HandlerMeters(System::nanoTime, System::currentTimeMillis),
                        new TracerSlot()));
        index.add(entry, interest.patterns());
        return entry;
    }
}
