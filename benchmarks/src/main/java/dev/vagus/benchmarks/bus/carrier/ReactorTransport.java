package dev.vagus.benchmarks.bus.carrier;

import java.util.Map;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor: a sink that {@code publishOn} hands over to the thread of a single scheduler, for one
 * subscriber and one publisher. The unicast
 * sink is fused with {@code publishOn}, so that there is one queue; it is taken from {@code Sinks.unsafe()}, which leaves
 * it to the caller that only one thread sends.
 */
final class ReactorTransport implements Transport {
    private final Scheduler scheduler = Schedulers.newSingle("subscribers", true);
    private final Sinks.Many<Map<String, Object>> sink =
            Sinks.unsafe().many().unicast().onBackpressureBuffer();
    private final Disposable.Composite subscriptions = Disposables.composite();

    @Override
    public void subscribe(Kind kind, Consumer<Map<String, Object>> subscriber) {
        Kind.CONFIG_CHANGED.mustBe(kind);
        if (subscriptions.size() > 0) {
            throw new IllegalStateException("the sink is for one subscriber; choose another carrier for more");
        }
        subscriptions.add(sink.asFlux().publishOn(scheduler).subscribe(subscriber));
    }

    @Override
    public void send(Map<String, Object> payload) {
        sink.tryEmitNext(payload).orThrow();
    }

    @Override
    public void close() {
        subscriptions.dispose();
        scheduler.dispose();
    }
}
