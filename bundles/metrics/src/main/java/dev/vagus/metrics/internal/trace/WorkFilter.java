package dev.vagus.metrics.internal.trace;

import dev.vagus.delivery.Wildcard;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.spi.FlowTracer.Work;
import java.util.List;

/** Which work is recorded for its own sake. Immutable. */
final class WorkFilter {
    private final List<Wildcard> modules;
    private final List<Wildcard> channels;
    private final List<Wildcard> operations;

    WorkFilter(TraceSpec spec) {
        modules = compiled(spec.modules());
        channels = compiled(spec.channels());
        operations = compiled(spec.operations());
    }

    private static List<Wildcard> compiled(List<String> patterns) {
        return patterns.stream().map(Wildcard::compile).toList();
    }

    boolean matches(Work work) {
        return isBetween(work) && isAbout(work);
    }

    private boolean isBetween(Work work) {
        return modules.isEmpty() || matches(modules, work.module()) || matches(modules, work.peer());
    }

    private boolean isAbout(Work work) {
        if (channels.isEmpty() && operations.isEmpty()) {
            return true;
        }
        return switch (work.kind()) {
            case CALL, STEP -> matches(operations, work.subject());
            case SEND, DELIVERY -> matches(channels, work.subject());
            case PUBLISH, HEARING -> matches(channels, work.type());
        };
    }

    private static boolean matches(List<Wildcard> patterns, String text) {
        for (Wildcard pattern : patterns) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }
}
