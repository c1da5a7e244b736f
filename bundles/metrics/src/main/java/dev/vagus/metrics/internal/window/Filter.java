package dev.vagus.metrics.internal.window;

import dev.vagus.delivery.Wildcard;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.internal.meter.SeriesKey;
import org.jspecify.annotations.Nullable;

/** Which series somebody wants to see. Immutable. */
final class Filter {
    private final @Nullable Wildcard module;
    private final @Nullable Wildcard channel;
    private final @Nullable Wildcard operation;

    Filter(MetricsQuery query) {
        module = compile(query.module());
        channel = compile(query.channel());
        operation = compile(query.operation());
    }

    private static @Nullable Wildcard compile(@Nullable String pattern) {
        return pattern == null ? null : Wildcard.compile(pattern);
    }

    private static boolean passes(@Nullable Wildcard pattern, String text) {
        return pattern == null || pattern.matches(text);
    }

    /** Whether calls are wanted at all. */
    private boolean calls() {
        return operation != null || channel == null;
    }

    /** Whether messages are. */
    private boolean messages() {
        return channel != null || operation == null;
    }

    boolean matches(SeriesKey key) {
        if (!passes(module, key.module())) {
            return false;
        }
        return switch (key.kind()) {
            case OPERATION -> calls() && passes(operation, key.subject());
            case SUBSCRIPTION -> messages() && passes(channel, key.subject());
            case EVENT_HANDLER -> channel == null && operation == null;
        };
    }

    /** Whether a channel is wanted, of which it is known whether a subscription that matches has had anything. */
    boolean matchesChannel(String name, boolean heard) {
        return messages() && passes(channel, name) && (module == null || heard);
    }

    /** Whether this is wanted that was tried again. */
    boolean matches(String target, RetryCounts counts) {
        return calls() && passes(operation, target) && passes(module, counts.module());
    }

    /** Whether everything is wanted. */
    boolean isOpen() {
        return module == null && channel == null && operation == null;
    }

    boolean matches(RecentCall call) {
        int dot = call.operation().lastIndexOf('.');
        return calls()
                && passes(operation, call.operation())
                && passes(module, call.operation().substring(0, Math.max(0, dot)));
    }
}
