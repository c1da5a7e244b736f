package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.trace.CarefulTracer;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.spi.Gate;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All middleware at one moment, outermost first, who knows the policies, the gate and the tracer. Immutable; its identity is the epoch by
 * which chains are known.
 */
final class MiddlewareSet {
    static final MiddlewareSet EMPTY = new MiddlewareSet(List.of(), null, null, null);

    private static final Comparator<MiddlewareEntry> OUTERMOST_FIRST = Comparator.comparingInt(MiddlewareEntry::order)
            .thenComparing(MiddlewareEntry::ranking, Comparator.reverseOrder())
            .thenComparingLong(MiddlewareEntry::serviceId)
            .thenComparingLong(MiddlewareEntry::sequence);

    private final List<MiddlewareEntry> entries;
    private final @Nullable PolicySource policies;
    private final @Nullable Gate gate;
    private final @Nullable CarefulTracer tracer;

    private MiddlewareSet(
            List<MiddlewareEntry> entries,
            @Nullable PolicySource policies,
            @Nullable Gate gate,
            @Nullable CarefulTracer tracer) {
        this.entries = entries;
        this.policies = policies;
        this.gate = gate;
        this.tracer = tracer;
    }

    List<MiddlewareEntry> entries() {
        return entries;
    }

    @Nullable
    PolicySource policies() {
        return policies;
    }

    /** What each call is asked by; null for nothing. */
    @Nullable
    Gate gate() {
        return gate;
    }

    /** What each call is told to; null for nobody. */
    @Nullable
    CarefulTracer tracer() {
        return tracer;
    }

    MiddlewareSet with(MiddlewareEntry entry) {
        List<MiddlewareEntry> all = new ArrayList<>(entries);
        all.add(entry);
        all.sort(OUTERMOST_FIRST);
        return new MiddlewareSet(List.copyOf(all), policies, gate, tracer);
    }

    @SuppressWarnings("ReferenceEquality") // two entries may be equal and still be two registrations
    MiddlewareSet without(MiddlewareEntry entry) {
        List<MiddlewareEntry> rest = new ArrayList<>(entries);
        rest.removeIf(other -> other == entry);
        return new MiddlewareSet(List.copyOf(rest), policies, gate, tracer);
    }

    /** The same with these policies, always as another set. */
    MiddlewareSet with(@Nullable PolicySource source) {
        return new MiddlewareSet(entries, source, gate, tracer);
    }

    /** The same with this gate. */
    MiddlewareSet behind(@Nullable Gate other) {
        return new MiddlewareSet(entries, policies, other, tracer);
    }

    /** The same with this tracer, always as another set. */
    MiddlewareSet tracedBy(@Nullable CarefulTracer other) {
        return new MiddlewareSet(entries, policies, gate, other);
    }

    /** Whether anything here comes from this factory. */
    @SuppressWarnings("ReferenceEquality")
    boolean uses(ApiMiddlewareFactory factory) {
        return entries.stream().anyMatch(entry -> entry.factory() == factory);
    }
}
