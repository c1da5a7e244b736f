package dev.vagus.events.internal.engine;

import java.util.Comparator;

/**
 * Which of two handlers of an event comes first: the one of the higher priority, then of the higher ranking. Sorts those
 * that come first before the others.
 *
 * @param priority what the handler's subscription says
 * @param ranking what its service says
 */
public record Order(int priority, int ranking) implements Comparable<Order> {
    private static final Comparator<Order> FIRST = Comparator.comparingInt(Order::priority)
            .thenComparingInt(Order::ranking)
            .reversed();

    @Override
    public int compareTo(Order other) {
        return FIRST.compare(this, other);
    }
}
