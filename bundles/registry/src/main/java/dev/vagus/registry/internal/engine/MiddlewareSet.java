package dev.vagus.registry.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All middleware at one moment, outermost first. Immutable; its identity is the epoch by which chains are known. */
final class MiddlewareSet {
    static final MiddlewareSet EMPTY = new MiddlewareSet(List.of());

    private static final Comparator<MiddlewareEntry> OUTERMOST_FIRST = Comparator.comparingInt(MiddlewareEntry::order)
            .thenComparing(MiddlewareEntry::ranking, Comparator.reverseOrder())
            .thenComparingLong(MiddlewareEntry::serviceId)
            .thenComparingLong(MiddlewareEntry::sequence);

    private final List<MiddlewareEntry> entries;

    private MiddlewareSet(List<MiddlewareEntry> entries) {
        this.entries = entries;
    }

    List<MiddlewareEntry> entries() {
        return entries;
    }

    MiddlewareSet with(MiddlewareEntry entry) {
        List<MiddlewareEntry> all = new ArrayList<>(entries);
        all.add(entry);
        all.sort(OUTERMOST_FIRST);
        return new MiddlewareSet(List.copyOf(all));
    }

    @SuppressWarnings("ReferenceEquality") // two entries may be equal and still be two registrations
    MiddlewareSet without(MiddlewareEntry entry) {
        List<MiddlewareEntry> rest = new ArrayList<>(entries);
        rest.removeIf(other -> other == entry);
        return new MiddlewareSet(List.copyOf(rest));
    }
}
