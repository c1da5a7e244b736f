package dev.vagus.benchmarks.bus.carrier;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.Handling;

/** The ways to subscribers on the publisher's own thread. */
public enum CallerCarrier {
    /** The bus of Vagus, with subscriptions that are called so. */
    VAGUS,
    /** The same where a filter on the payload chooses, rather than the type. */
    VAGUS_FILTER,
    /** Guava's event bus. */
    GUAVA,
    /** MBassador, synchronous. */
    MBASSADOR,
    /** Spring's multicaster. */
    SPRING;

    private static final Handling ON_CALLER = Handling.DEFAULT.withMode(DeliveryMode.CALLER);

    /** Opens it, without subscribers. */
    public Transport open() {
        return switch (this) {
            case VAGUS -> VagusTransport.byType(ON_CALLER);
            case VAGUS_FILTER -> VagusTransport.byFilter(ON_CALLER);
            case GUAVA -> GuavaTransport.onCaller();
            case MBASSADOR -> new MBassadorCallerTransport();
            case SPRING -> SpringTransport.onCaller();
        };
    }
}
