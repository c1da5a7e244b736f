package dev.vagus.bus.internal.engine;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageDelivery;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageSending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All interceptors at one moment, outermost first; among equals, the oldest. Immutable. */
final class InterceptorSet {
    static final InterceptorSet EMPTY = new InterceptorSet(List.of());

    private static final Comparator<InterceptorEntry> OUTERMOST_FIRST = Comparator.comparing(
            InterceptorEntry::place,
            Comparator.comparingInt(InterceptorEntry.Place::order)
                    .thenComparing(InterceptorEntry.Place::ranking, Comparator.reverseOrder())
                    .thenComparingLong(InterceptorEntry.Place::serviceId));

    private final List<InterceptorEntry> entries;

    private InterceptorSet(List<InterceptorEntry> entries) {
        this.entries = entries;
    }

    InterceptorSet with(InterceptorEntry entry) {
        List<InterceptorEntry> all = new ArrayList<>(entries);
        all.add(entry);
        all.sort(OUTERMOST_FIRST);
        return new InterceptorSet(List.copyOf(all));
    }

    InterceptorSet without(InterceptorEntry entry) {
        return new InterceptorSet(
                entries.stream().filter(other -> other != entry).toList());
    }

    /** What a message to this channel goes through before it is routed; null for nothing. */
    @Nullable
    Next<MessageSending> aroundSend(String channel) {
        Next<MessageSending> next = null;
        for (int i = entries.size() - 1; i >= 0; i--) {
            InterceptorEntry each = entries.get(i);
            if (each.goesAroundSend() && each.appliesTo(channel)) {
                next = step(each, MessageInterceptor::aroundSend, each.sends(), next);
            }
        }
        return next;
    }

    /** What an attempt on this channel goes through before the handler; null for nothing. */
    @Nullable
    Next<MessageDelivery> aroundDelivery(String channel) {
        Next<MessageDelivery> next = null;
        for (int i = entries.size() - 1; i >= 0; i--) {
            InterceptorEntry each = entries.get(i);
            if (each.goesAroundDelivery() && each.appliesTo(channel)) {
                next = step(each, MessageInterceptor::aroundDelivery, each.deliveries(), next);
            }
        }
        return next;
    }

    private static <T> Next<T> step(
            InterceptorEntry entry, InterceptorStep.Around<T> around, LongAdder calls, @Nullable Next<T> inner) {
        Next<T> next = inner == null ? InterceptorStep.inside() : inner;
        Next<T> step = new InterceptorStep<>(entry, around, calls, next);
        InterceptorRight right = entry.right();
        return right == null ? step : new GuardedStep<>(right, step, next);
    }

    List<InterceptorEntry> entries() {
        return entries;
    }

    /** Those of this channel, or all when it is null, that are called. */
    List<InterceptorSnapshot> snapshots(@Nullable String channel) {
        return entries.stream()
                .filter(each -> each.obstacle().isEmpty())
                .filter(each -> channel == null || each.appliesTo(channel))
                .map(InterceptorEntry::snapshot)
                .toList();
    }
}
