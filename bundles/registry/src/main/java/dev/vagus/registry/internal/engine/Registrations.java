package dev.vagus.registry.internal.engine;

import dev.vagus.module.FailedRegistration;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.UnknownOperationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where offers come and go. One lock guards everything but the index, which calls read without it; no code of a module
 * runs under it. A provider that leaves is remembered, taken from the index, and only then closed, in this order, so that
 * a call which finds its gate closed looks again and finds another provider or the reason.
 */
final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final int MAX_SUGGESTIONS = 3;

    private final OperationIndex index;
    private final Misses misses;
    private final ModuleState.Probe probe;
    private final ModuleClaims claims = new ModuleClaims();
    private final DepartedModules departed = new DepartedModules();
    private final Set<Placement> placements = new LinkedHashSet<>();
    private long sequence;
    private boolean stopped;

    Registrations(OperationIndex index, ModuleState.Probe probe) {
        this.index = index;
        this.misses = new Misses(index);
        this.probe = probe;
    }

    /** Places the offer, or keeps it waiting for its module's name. */
    Placement add(Offer offer) {
        Placement placement = new Placement(offer);
        synchronized (this) {
            if (stopped) {
                return placement;
            }
            placements.add(placement);
            place(placement);
        }
        placement.failures().forEach(Registrations::warn);
        return placement;
    }

    /** Places an offer made in code, or refuses it. */
    synchronized Placement addOrRefuse(Offer offer) {
        if (stopped) {
            throw stoppedError();
        }
        ModuleIdentity owner = claims.claim(offer.module(), offer.owner());
        if (owner != null) {
            throw new IllegalArgumentException(belongsTo(offer.module(), owner));
        }
        Placement placement = new Placement(offer);
        placements.add(placement);
        place(placement);
        return placement;
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
        synchronized (this) {
            placements.remove(placement);
            claims.forget(placement);
            provider = placement.provider();
            placement.place(null);
            if (provider == null) {
                return null;
            }
            departed.left(provider);
            provider.entries().forEach(index::remove);
        }
        provider.gate().close();
        return provider;
    }

    /** Frees the names of a bundle that was uninstalled; the first that waits gets each. */
    synchronized void release(String location) {
        claims.release(location).forEach(this::place);
    }

    /** Refuses everything from now on; returns what was placed, to be removed. */
    synchronized List<Placement> stop() {
        stopped = true;
        return new ArrayList<>(placements);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized List<FailedRegistration> failures() {
        List<FailedRegistration> all = new ArrayList<>();
        placements.forEach(placement -> all.addAll(placement.failures()));
        return all;
    }

    /**
     * Why there is no such operation; null when there is one after all.
     *
     * <p>A call to a module that is being updated could wait here for {@link #place}, within its deadline.
     */
    @Nullable
    VagusException absence(String qualifiedName) {
        ModuleIdentity formerOwner;
        synchronized (this) {
            if (stopped) {
                return stoppedError();
            }
            if (index.winner(qualifiedName) != null) {
                return null;
            }
            formerOwner = departed.formerOwner(qualifiedName);
        }
        return formerOwner == null
                ? unknown(qualifiedName)
                : new ModuleUnavailableException(probe.apply(formerOwner).describe(qualifiedName, formerOwner));
    }

    private UnknownOperationException unknown(String qualifiedName) {
        List<String> similar = misses.similar(qualifiedName, MAX_SUGGESTIONS);
        if (similar == null) {
            return new UnknownOperationException("no operation " + qualifiedName, List.of());
        }
        String hint = similar.isEmpty()
                ? qualifiedName.indexOf('.') > 0
                        ? "; no module offers anything like it"
                        : "; operations are named Module.Operation"
                : "; did you mean " + String.join(" or ", similar) + "?";
        return new UnknownOperationException("no operation " + qualifiedName + hint, similar);
    }

    static ModuleUnavailableException stoppedError() {
        return new ModuleUnavailableException("the API registry has stopped; get its service again when it is back");
    }
}
