package dev.vagus.benchmarks.bus.carrier;

import dev.vagus.benchmarks.LocalFramework;
import dev.vagus.benchmarks.metrics.TracingCarrier;
import dev.vagus.bus.Handling;
import dev.vagus.delivery.module.BestService;
import dev.vagus.spi.FlowTracer;
import java.util.Map;
import java.util.function.Consumer;

/** The bus of Vagus, which looks for a tracer in a framework as its bundle does, with as much of tracing as is asked for. */
public final class TracedTransport implements Transport {
    private final LocalFramework framework = new LocalFramework();
    private final VagusTransport transport = VagusTransport.byType(Handling.DEFAULT);
    private final BestService<FlowTracer> tracker =
            new BestService<>(framework.context(), FlowTracer.class, transport.tracers()::set);
    private final TracingCarrier.Begun tracing;

    /** Opens it. */
    public TracedTransport(TracingCarrier carrier) {
        tracker.open();
        tracing = carrier.begin(framework);
    }

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        transport.subscribe(kind, subscriber);
    }

    @Override
    public void send(Map<String, Object> payload) {
        transport.send(payload);
    }

    @Override
    public void close() {
        tracing.close();
        tracker.close();
        transport.close();
        framework.close();
    }
}
