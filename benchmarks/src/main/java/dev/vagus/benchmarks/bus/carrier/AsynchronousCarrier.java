package dev.vagus.benchmarks.bus.carrier;

import dev.vagus.bus.Handling;

/** The ways to subscribers on other threads. */
public enum AsynchronousCarrier {
    /** The bus of Vagus. */
    VAGUS,
    /** The bus of Vagus where a filter on the payload chooses, rather than the type. */
    VAGUS_FILTER,
    /** The bus of Vagus while the bundle metrics measures its handlers. */
    VAGUS_METERED,
    /** Vert.x's local event bus. */
    VERTX,
    /** MBassador, asynchronous. */
    MBASSADOR,
    /** Guava's asynchronous event bus. */
    GUAVA,
    /** Pekko's event stream. */
    PEKKO,
    /** Spring's multicaster with an executor. */
    SPRING,
    /** Camel's seda. */
    CAMEL,
    /** A bare queue. */
    JCTOOLS,
    /** A bare ring. */
    DISRUPTOR,
    /** Reactor's publishOn. */
    REACTOR;

    /** Opens it, without subscribers. */
    public Transport open() {
        return switch (this) {
            case VAGUS -> VagusTransport.byType(Handling.DEFAULT);
            case VAGUS_FILTER -> VagusTransport.byFilter(Handling.DEFAULT);
            case VAGUS_METERED -> VagusTransport.byType(Handling.DEFAULT).metered();
            case VERTX -> new VertxTransport();
            case MBASSADOR -> new MBassadorTransport();
            case GUAVA -> GuavaTransport.asynchronous();
            case PEKKO -> new PekkoTransport();
            case SPRING -> SpringTransport.asynchronous();
            case CAMEL -> new CamelTransport();
            case JCTOOLS -> new JctoolsTransport();
            case DISRUPTOR -> new DisruptorTransport();
            case REACTOR -> new ReactorTransport();
        };
    }
}
