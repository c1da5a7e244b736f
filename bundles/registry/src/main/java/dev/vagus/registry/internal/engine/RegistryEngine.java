package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Outcome;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.RegistrySnapshot;
import dev.vagus.registry.ShadowedOperation;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The registry without its surroundings: offers and middleware come and go, calls are made. Thread-safe. After
 * {@link #stop} offers are ignored and calls are refused.
 */
public final class RegistryEngine {
    private static final long THREADS_END_MILLIS = 1_000;

    private final OperationIndex index = new OperationIndex();
    private final Middlewares middlewares = new Middlewares(index);
    private final Structures structures;
    private final Registrations registrations;
    private final AsyncThreads threads;
    private final MiddlewareEntry log;
    private final Terminal terminal;
    private final CallOpening opening;
    private final CallRunner calls;
    private final Explainer explainer;
    private final SentCalls sent;
    private final TracerSlot tracers = new TracerSlot();
    private final AtomicLong sequence = new AtomicLong();
    private volatile Settings settings;

    /**
     * An engine that is ready for offers and calls.
     *
     * @param probe tells what has become of modules that left
     * @param clock the monotonic clock in nanoseconds
     */
    public RegistryEngine(Settings settings, Structures structures, ModuleState.Probe probe, LongSupplier clock) {
        this.settings = settings;
        this.structures = structures;
        this.registrations = new Registrations(index, probe, clock, settings);
        this.threads = new AsyncThreads(settings);
        this.log = new CallLog(clock).entry();
        this.sent = new SentCalls(clock);
        this.terminal = new Terminal(structures, new Fallbacks(this::callInstead), threads, clock);
        terminal.configure(settings);
        this.opening = new CallOpening(
                structures,
                clock,
                entry -> entry.chain(middlewares, this.terminal),
                operation -> CallPolicy.of(middlewares.present().policies(), operation),
                tracers,
                settings);
        ModuleWait wait = new ModuleWait(index, registrations, clock);
        this.calls = new CallRunner(index, wait, threads, opening);
        this.explainer = new Explainer(index, registrations, opening::chain);
        middlewares.replace(null, settings.logCalls() ? log : null);
        tracers.listen(() -> middlewares.tracedBy(tracers));
    }

    private Outcome callInstead(CallInvocation failed, String operation) {
        return calls.instead(failed, operation);
    }

    /** What converts between modules. */
    public Structures structures() {
        return structures;
    }

    /** What holds now. */
    public Settings settings() {
        return settings;
    }

    /** Takes up other settings; calls under way keep theirs. */
    public void configure(Settings changed) {
        settings = changed;
        threads.configure(changed);
        opening.configure(changed);
        registrations.configure(changed);
        terminal.configure(changed);
        middlewares.replace(log, changed.logCalls() ? log : null);
    }

    /** Places a service's operations, or keeps them waiting for their module's name. Never throws for what they are. */
    public Placement offer(Offer offer) {
        return registrations.add(offer);
    }

    /**
     * Places operations that were registered in code.
     *
     * @throws IllegalArgumentException when the module's name belongs to another bundle
     */
    public Placement offerInCode(Offer offer) {
        return registrations.addOrRefuse(offer);
    }

    /** Takes operations away and waits for their calls, up to the drain deadline, holding no lock. */
    public void withdraw(Placement placement) {
        Provider provider = registrations.remove(placement);
        if (provider != null) {
            provider.drain(CallThread.callsInside(provider), settings.drainTimeoutMillis());
            threads.renew();
        }
    }

    /** Takes operations away without waiting; their calls end by themselves. */
    public void close(Placement placement) {
        registrations.remove(placement);
    }

    /** Takes the present provider of an operation away, with all that it came with; the names of what went. */
    public List<String> unregister(String qualifiedName) {
        requireRunning();
        OperationEntry winner = index.winner(qualifiedName);
        Placement placement = winner == null ? null : registrations.placementOf(winner);
        if (placement == null) {
            return List.of();
        }
        close(placement);
        return placement.offer().operations().stream()
                .map(offered -> offered.descriptor().qualifiedName())
                .sorted()
                .toList();
    }

    /** Leaves all middleware of this name out of all later calls; how many that were. */
    public int removeMiddleware(String name) {
        requireRunning();
        return middlewares.remove(name);
    }

    /** Frees the module names of a bundle that was uninstalled. */
    public void uninstalled(String location) {
        registrations.release(location);
    }

    /** The bundle was to come back from an update and failed to start: calls wait for it no longer. */
    public void failedToStart(long bundleId) {
        registrations.failedToStart(bundleId);
    }

    /** The bundle was stopped or uninstalled and is not expected back: calls wait for it no longer. */
    public void gone(long bundleId) {
        registrations.gone(bundleId);
    }

    /** How many calls wait for modules that are being updated. */
    public int waitingCalls() {
        return registrations.waitingCalls();
    }

    /** A number greater than all before, to order what was added in code. */
    public long nextSequence() {
        return sequence.incrementAndGet();
    }

    /** Puts middleware around all later calls. */
    public void add(MiddlewareEntry entry) {
        middlewares.add(entry);
    }

    /** Puts a middleware in the place of another in one step; either may be null for none. */
    public void replace(@Nullable MiddlewareEntry before, @Nullable MiddlewareEntry now) {
        middlewares.replace(before, now);
    }

    /** Leaves middleware out of all later calls. */
    public void remove(MiddlewareEntry entry) {
        middlewares.remove(entry);
    }

    /** Calls and waits. */
    public @Nullable Object invoke(
            ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        return calls.invoke(caller, operation, arguments, options);
    }

    /** Calls without waiting. */
    public <T> CompletableFuture<T> async(
            ModuleIdentity caller,
            String operation,
            Map<String, ?> arguments,
            CallOptions options,
            Function<@Nullable Object, T> conversion) {
        return calls.async(caller, operation, arguments, options, conversion);
    }

    /** Calls without waiting and without telling anybody what became of it: a failure is logged and counted. */
    public void send(ModuleIdentity caller, String operation, Map<String, ?> arguments, CallOptions options) {
        sent.begun();
        calls.elsewhere(caller, operation, arguments, options).whenComplete((value, error) -> {
            if (error != null) {
                sent.failed(caller.module(), operation, error);
            }
        });
    }

    /** Who offers this operation in vain. */
    public List<ShadowedOperation> shadowed(String qualifiedName) {
        requireRunning();
        return registrations.shadowed(qualifiedName);
    }

    /** What it is doing now. */
    public RegistrySnapshot snapshot() {
        requireRunning();
        return new RegistrySnapshot(index.size(), registrations.waitingCalls(), sent.sentCount(), sent.failedCount());
    }

    /** What can be called now, by name. */
    public List<OperationDescriptor> operations() {
        requireRunning();
        List<OperationDescriptor> all = new ArrayList<>();
        index.forEachWinner(entry -> all.add(entry.descriptor()));
        all.sort(Comparator.comparing(OperationDescriptor::qualifiedName));
        return all;
    }

    /** The operation of that name; null when it cannot be called now. */
    public @Nullable OperationDescriptor operation(String qualifiedName) {
        requireRunning();
        OperationEntry entry = index.winner(qualifiedName);
        return entry == null ? null : entry.descriptor();
    }

    /** The names of the middleware around an operation, outermost first. */
    public List<String> chain(String qualifiedName) {
        requireRunning();
        OperationEntry entry = index.winner(qualifiedName);
        return entry == null ? List.of() : opening.chain(entry).names();
    }

    /** What would happen to a call of this operation by this caller. */
    public CallExplanation explain(ModuleIdentity caller, String qualifiedName) {
        requireRunning();
        return explainer.explain(caller, qualifiedName, settings);
    }

    /** Goes by other policies from now on; null for none. */
    public void policies(@Nullable PolicySource source) {
        middlewares.policies(source);
    }

    /** Asks the gate of these from now on before each call. */
    public void behind(Gates gates) {
        gates.listen(() -> middlewares.behind(gates));
    }

    /** Where it looks for the tracer. */
    public TracerSlot tracers() {
        return tracers;
    }

    /** What was refused, and why. */
    public List<FailedRegistration> failures() {
        requireRunning();
        return registrations.failures();
    }

    /** Refuses when the engine has stopped. */
    public void requireRunning() {
        if (registrations.isStopped()) {
            throw Registrations.stoppedError();
        }
    }

    /** Refuses new calls, waits for those under way up to the drain deadline, gives up the rest, ends the threads. */
    public void stop() {
        List<Provider> closed = new ArrayList<>();
        for (Placement placement : registrations.stop()) {
            Provider provider = registrations.remove(placement);
            if (provider != null) {
                closed.add(provider);
            }
        }
        long end = System.nanoTime() + settings.drainTimeoutMillis() * 1_000_000;
        for (Provider provider : closed) {
            long left = Math.max(0, (end - System.nanoTime()) / 1_000_000);
            provider.drain(CallThread.callsInside(provider), left);
        }
        middlewares.clear();
        threads.stop(THREADS_END_MILLIS);
    }
}
