package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.Journey;
import dev.vagus.metrics.TraceRecord;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.TraceStatus;
import dev.vagus.metrics.Tracing;
import dev.vagus.metrics.internal.trace.TraceEngine;
import dev.vagus.metrics.internal.trace.TraceEngine.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tracing as one bundle sees it: it knows which tails end with the bundle. */
final class BundleTracing implements Tracing {
    private final TraceEngine engine;
    private final long bundleId;
    private final Set<Tail> tails = ConcurrentHashMap.newKeySet();

    BundleTracing(TraceEngine engine, long bundleId) {
        this.engine = engine;
        this.bundleId = bundleId;
    }

    boolean isOf(long bundle) {
        return bundleId == bundle;
    }

    boolean isIdle() {
        tails.removeIf(tail -> !tail.isOpen());
        return tails.isEmpty();
    }

    /** The bundle has stopped. */
    void end() {
        tails.forEach(Tail::close);
        tails.clear();
    }

    @Override
    public TraceStatus start(TraceSpec spec) {
        return engine.start(Objects.requireNonNull(spec, "spec"), Origin.CODE);
    }

    @Override
    public TraceStatus stop() {
        return engine.stop(Origin.CODE);
    }

    @Override
    public Path stop(Path folder) {
        return engine.archive(Objects.requireNonNull(folder, "folder"), Origin.CODE);
    }

    @Override
    public TraceStatus status() {
        return engine.status();
    }

    @Override
    public List<TraceRecord> records(int limit) {
        return engine.records(limit);
    }

    @Override
    public Optional<Journey> journey(String id) {
        return engine.journey(Objects.requireNonNull(id, "id"));
    }

    @Override
    public Tail tail(Consumer<TraceRecord> listener) {
        tails.removeIf(tail -> !tail.isOpen());
        Tail tail = engine.tail(Objects.requireNonNull(listener, "listener"));
        tails.add(tail);
        return tail;
    }
}
