package dev.vagus.benchmarks.bus.carrier;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Handling;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.metrics.internal.meter.DeliveryRecorders;
import dev.vagus.metrics.internal.meter.Meters;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The bus of Vagus, as a module uses it by {@code MessageBus.send} and {@code subscribe}: routing by channel and type,
 * priorities, expiry, redelivery and books.
 */
final class VagusTransport implements Transport {
    private static final String CHANNEL = "Configuration";
    private static final Owner PUBLISHER = new Owner("publisher", 1);
    private static final Owner SUBSCRIBER = new Owner("subscriber", 2);

    private final VagusBus bus = new VagusBus();
    private final BusEngine engine = bus.engine();
    private final boolean byFilter;
    private final Handling handling;

    private VagusTransport(boolean byFilter, Handling handling) {
        this.byFilter = byFilter;
        this.handling = handling;
        engine.createChannel(ChannelSpec.named(CHANNEL));
    }

    /** Kinds are types. */
    static VagusTransport byType(Handling handling) {
        return new VagusTransport(false, handling);
    }

    /** Where the bus looks for the tracer. */
    TracerSlot tracers() {
        return engine.tracers();
    }

    /** Kinds are told apart by a filter on the payload, of which 1 matches. */
    static VagusTransport byFilter(Handling handling) {
        return new VagusTransport(true, handling);
    }

    /** The same with its handlers measured. */
    VagusTransport metered() {
        engine.meters().service(null, new DeliveryRecorders(new Meters(1_000, System::nanoTime)));
        return this;
    }

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        MessageHandler<Map<String, Object>> handler = message -> subscriber.accept(message.data());
        engine.subscribe(SUBSCRIBER, wanted(kind).handled(handling), Map.class, handler);
    }

    private SubscriptionSpec<Map<String, Object>> wanted(Kind kind) {
        SubscriptionSpec<Map<String, Object>> all = SubscriptionSpec.on(CHANNEL);
        if (!byFilter) {
            return all.ofType(kind.type() + "*");
        }
        return all.matching(
                switch (kind) {
                    case CONFIG_CHANGED -> "(Module=LabRunner)";
                    case JOB_DONE -> "(Module=JobStore)";
                });
    }

    @Override
    public void send(Map<String, Object> payload) {
        engine.send(PUBLISHER, CHANNEL, "ConfigChanged", payload);
    }

    @Override
    public void close() {
        bus.close();
    }
}
