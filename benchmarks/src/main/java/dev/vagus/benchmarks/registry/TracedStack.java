package dev.vagus.benchmarks.registry;

import dev.vagus.benchmarks.metrics.TracingCarrier;
import dev.vagus.registry.ApiRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registry with nothing around calls but as much of tracing as is asked for. */
final class TracedStack implements Stack {
    private final VagusRegistry vagus = new VagusRegistry();
    private final ApiRegistry registry = vagus.service();
    private final TracingCarrier.Begun tracing;

    TracedStack(Surroundings surroundings, TracingCarrier carrier) {
        vagus.with(surroundings.lab());
        tracing = vagus.traced(carrier);
    }

    @Override
    public @Nullable Object call(String token, Map<String, Object> parameters) {
        return registry.invoke(LabRunner.EXECUTE_STEP, parameters);
    }

    @Override
    public void close() {
        tracing.close();
        vagus.close();
    }
}
