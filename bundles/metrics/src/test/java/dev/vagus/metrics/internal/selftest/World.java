package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.TokenService;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The services of Vagus in small, each of which can be broken or missing. */
final class World implements Concerns, AutoCloseable {
    final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    final Set<String> missing = new java.util.HashSet<>();
    final ExecutorService threads = Executors.newFixedThreadPool(4);
    final SmallBus bus = new SmallBus(this);
    final SmallRegistry registry = new SmallRegistry(this);
    final SmallEvents events = new SmallEvents(this);
    final SmallTokens tokens = new SmallTokens(this);
    boolean hasStore = true;

    static World with(Fault... faults) {
        World world = new World();
        world.faults.addAll(List.of(faults));
        return world;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** Everything of a self-test that is still there. */
    List<String> leftovers() {
        List<String> all = new ArrayList<>();
        all.addAll(bus.leftovers());
        all.addAll(registry.leftovers());
        all.addAll(events.leftovers());
        all.addAll(tokens.leftovers());
        return all;
    }

    @Override
    public @Nullable MessageBus bus() {
        return missing.contains("bus") ? null : Partial.of(MessageBus.class, bus);
    }

    @Override
    public @Nullable ApiRegistry registry() {
        return missing.contains("registry") ? null : Partial.of(ApiRegistry.class, registry);
    }

    @Override
    public @Nullable EventPublisher events() {
        return missing.contains("events") ? null : Partial.of(EventPublisher.class, events);
    }

    @Override
    public @Nullable EventHistory history() {
        return missing.contains("events") ? null : Partial.of(EventHistory.class, events);
    }

    @Override
    public @Nullable CircuitBreakers breakers() {
        return missing.contains("breaker") ? null : Partial.of(CircuitBreakers.class, registry.breakers);
    }

    @Override
    public @Nullable TokenService tokens() {
        return missing.contains("security") ? null : Partial.of(TokenService.class, tokens);
    }

    @Override
    public String module() {
        return "SelfTest_7";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
