package dev.vagus.registry.internal.engine;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.ShadowedOperation;
import dev.vagus.registry.internal.engine.DepartedModules.Departed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where offers come and go. One lock guards everything but the index, which calls read without it; no code of a module
 * runs under it. A provider that leaves is remembered, taken from the index, and only then closed, in this order, so that
 * a call which finds its gate closed looks again and finds another provider or the reason.
 *
 * <p>Calls of a module that is being updated wait. That an operation is absent, and that a call waits for it, is settled
 * under the lock under which operations are placed: so whoever places one after that sees the waiter and wakes it, and no
 * wake-up is lost. A waiter is taken out by exactly one: who wakes it, or itself when its time is over.
 */
final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final OperationIndex index;
    private final Misses misses;
    private final ModuleState.Probe probe;
    private final ModuleClaims claims = new ModuleClaims();
    private final DepartedModules departed = new DepartedModules();
    private final WaitingCalls waiting = new WaitingCalls();
    private final Set<Placement> placements = new LinkedHashSet<>();
    private final LongSupplier clock;
    private volatile Settings settings;
    private long sequence;
    private boolean stopped;

    Registrations(OperationIndex index, ModuleState.Probe probe, LongSupplier clock, Settings settings) {
        this.index = index;
        this.misses = new Misses(index);
        this.probe = probe;
        this.clock = clock;
        this.settings = settings;
    }

    void configure(Settings changed) {
        settings = changed;
    }

    /** Places the offer, or keeps it waiting for its module's name. */
    Placement add(Offer offer) {
        Placement placement = new Placement(offer);
        List<Waiter> awaited;
        synchronized (this) {
            if (stopped) {
                return placement;
            }
            placements.add(placement);
            place(placement);
            awaited = waiting.take(offer.module());
        }
        wake(awaited, null);
        placement.failures().forEach(Registrations::warn);
        return placement;
    }

    /** Places an offer made in code, or refuses it. */
    Placement addOrRefuse(Offer offer) {
        Placement placement = new Placement(offer);
        List<Waiter> awaited;
        synchronized (this) {
            if (stopped) {
                throw stoppedError();
            }
            ModuleIdentity owner = claims.claim(offer.module(), offer.owner());
            if (owner != null) {
                throw new IllegalArgumentException(belongsTo(offer.module(), owner));
            }
            placements.add(placement);
            place(placement);
            awaited = waiting.take(offer.module());
        }
        wake(awaited, null);
        return placement;
    }

    private static void wake(List<Waiter> waiters, @Nullable VagusException end) {
        waiters.forEach(waiter -> waiter.wake(end));
    }

    private void place(Placement placement) {
        Offer offer = placement.offer();
        if (offer.operations().isEmpty()) {
            return;
        }
        ModuleIdentity owner = claims.claim(offer.module(), offer.owner());
        if (owner != null) {
            placement.refuse(belongsTo(offer.module(), owner));
            claims.await(placement);
            return;
        }
        Provider provider = new Provider(offer, sequence++);
        placement.place(provider);
        provider.entries().forEach(index::add);
        departed.came(provider);
    }

    private static String belongsTo(String module, ModuleIdentity owner) {
        return "the module name " + module + " belongs to bundle " + owner.symbolicName() + " (id " + owner.bundleId()
                + ", " + owner.location() + ") until that is uninstalled";
    }

    private static void warn(FailedRegistration failure) {
        LOG.warn(
                "refused {} {} of module {} (bundle {}): {}",
                failure.kind(),
                failure.name(),
                failure.module(),
                failure.bundleId(),
                failure.reason());
    }

    /** Takes the offer away; returns its provider, closed but not drained, if it had been placed. */
    @Nullable
    Provider remove(Placement placement) {
        Provider provider;
        long windowEnd = windowEnd(placement.offer().owner());
        synchronized (this) {
            placements.remove(placement);
            claims.forget(placement);
            provider = placement.provider();
            placement.place(null);
            if (provider == null) {
                return null;
            }
            departed.left(provider, windowEnd);
            provider.entries().forEach(index::remove);
        }
        provider.gate().close();
        provider.entries().forEach(OperationEntry::close);
        return provider;
    }

    /** The one that brings this operation; null when it has gone. */
    synchronized @Nullable Placement placementOf(OperationEntry entry) {
        return placements.stream()
                .filter(each -> each.brings(entry))
                .findFirst()
                .orElse(null);
    }

    /** Until when calls wait for what this bundle withdraws now. */
    private long windowEnd(ModuleIdentity owner) {
        long window = settings.updateWindowMillis();
        return window > 0 && probe.apply(owner) == ModuleState.UPDATING
                ? clock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(window)
                : DepartedModules.NO_WINDOW;
    }

    /** Frees the names of a bundle that was uninstalled; the first that waits gets each. */
    void release(String location) {
        List<Waiter> awaited = new ArrayList<>();
        synchronized (this) {
            for (Placement placement : claims.release(location)) {
                place(placement);
                awaited.addAll(waiting.take(placement.offer().module()));
            }
        }
        wake(awaited, null);
    }

    /** Lets nobody wait any longer for the modules of a bundle that did not start after its update. */
    void failedToStart(long bundleId) {
        List<Waiter> awaited = new ArrayList<>();
        synchronized (this) {
            departed.failedToStart(bundleId).forEach(module -> awaited.addAll(waiting.take(module)));
        }
        wake(awaited, null);
    }

    /** Lets those who wait for the modules of this bundle look again: it was stopped or uninstalled. */
    void gone(long bundleId) {
        List<Waiter> awaited = new ArrayList<>();
        synchronized (this) {
            departed.modulesOf(bundleId).forEach(module -> awaited.addAll(waiting.take(module)));
        }
        wake(awaited, null);
    }

    /** Refuses everything from now on, those who wait too; returns what was placed, to be removed. */
    List<Placement> stop() {
        List<Placement> placed;
        List<Waiter> awaited;
        synchronized (this) {
            stopped = true;
            placed = new ArrayList<>(placements);
            awaited = waiting.takeAll();
        }
        wake(awaited, stoppedError());
        return placed;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized List<FailedRegistration> failures() {
        List<FailedRegistration> all = new ArrayList<>();
        placements.forEach(placement -> all.addAll(placement.failures()));
        return all;
    }

    /** Who offers this operation in vain, in the order in which they would take over. */
    synchronized List<ShadowedOperation> shadowed(String qualifiedName) {
        List<ShadowedOperation> all = new ArrayList<>();
        List<OperationEntry> present = index.all(qualifiedName);
        for (int i = 1; i < present.size(); i++) {
            all.add(Shadows.outranked(present.get(i), present.get(0)));
        }
        for (Placement placement : claims.waiting(DepartedModules.moduleOf(qualifiedName))) {
            for (FailedRegistration failure : placement.waitingOperations()) {
                if (failure.name().equals(qualifiedName)) {
                    all.add(Shadows.unnamed(placement.offer(), qualifiedName, failure.reason()));
                }
            }
        }
        return all;
    }

    /**
     * What to do about an operation that was not found.
     *
     * @param waiter enrolled when the module is being updated; null for a call that does not wait
     */
    Absence absence(String qualifiedName, @Nullable Waiter waiter) {
        Departed former;
        synchronized (this) {
            if (stopped) {
                return Absence.because(stoppedError());
            }
            if (index.winner(qualifiedName) != null) {
                return Absence.NONE;
            }
            former = departed.former(qualifiedName);
        }
        if (former == null) {
            return Absence.because(misses.unknown(qualifiedName));
        }
        ModuleState state = probe.apply(former.owner());
        boolean mayCome = state == ModuleState.UPDATING || state == ModuleState.RUNNING;
        if (waiter != null && mayCome && former.isAwaited() && former.windowEnd() - clock.getAsLong() > 0) {
            return enroll(qualifiedName, waiter);
        }
        ModuleState known = former.failedToStart() && state == ModuleState.UPDATING ? ModuleState.FAILED : state;
        return Absence.because(new ModuleUnavailableException(known.describe(qualifiedName, former.owner())));
    }

    private synchronized Absence enroll(String qualifiedName, Waiter waiter) {
        Departed former = departed.former(qualifiedName);
        if (stopped || index.winner(qualifiedName) != null || former == null || !former.isAwaited()) {
            return Absence.NONE;
        }
        int most = settings.maxUpdateWaiters();
        if (waiting.count() >= most) {
            return Absence.because(new CallRefusedException("module " + DepartedModules.moduleOf(qualifiedName)
                    + " is being updated, and " + most + " calls wait for such modules already (update.waiters.max): "
                    + qualifiedName + " was not called"));
        }
        long left = former.windowEnd() - clock.getAsLong();
        if (left > 0) {
            waiting.add(DepartedModules.moduleOf(qualifiedName), waiter);
        }
        return Absence.waiting(left);
    }

    /** Takes out a waiter whose time is over or who has given up; false when it is being woken or was. */
    synchronized boolean leave(String qualifiedName, Waiter waiter) {
        return waiting.remove(DepartedModules.moduleOf(qualifiedName), waiter);
    }

    /** How many calls wait for modules that are being updated. */
    synchronized int waitingCalls() {
        return waiting.count();
    }

    static ModuleUnavailableException stoppedError() {
        return new ModuleUnavailableException("the API registry has stopped; get its service again when it is back");
    }
}
