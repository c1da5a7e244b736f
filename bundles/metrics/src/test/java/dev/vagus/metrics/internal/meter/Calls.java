package dev.vagus.metrics.internal.meter;

import dev.vagus.module.Outcome;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations and calls of them. */
final class Calls {
    private Calls() {}

    static OperationDescriptor operation(String module, String name) {
        return new OperationDescriptor(
                module, name, "1.0.0", "", List.of(), Map.of(), List.of(), false, false, false, false, false, 7);
    }

    /** A call by the module {@code caller} that began at this reading of the clock. */
    static Invocation invocation(OperationDescriptor operation, long startNanos) {
        return new Begun(TimeOrderedId.next(), operation, startNanos);
    }

    private record Begun(TimeOrderedId id, OperationDescriptor operation, long startNanos) implements Invocation {
        @Override
        public Map<String, Object> parameters() {
            return Map.of();
        }

        @Override
        public String caller() {
            return "caller";
        }

        @Override
        public @Nullable String correlationId() {
            return null;
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public @Nullable Object option(String name) {
            return null;
        }

        @Override
        public Map<String, Object> options() {
            return Map.of();
        }

        @Override
        public @Nullable Duration remaining() {
            return null;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Outcome after(Duration pause, Supplier<Outcome> work) {
            return work.get();
        }

        @Override
        public Invocation withParameters(Map<String, Object> parameters) {
            return this;
        }
    }
}
