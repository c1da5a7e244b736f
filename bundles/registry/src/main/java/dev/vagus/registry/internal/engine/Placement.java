package dev.vagus.registry.internal.engine;

import dev.vagus.module.FailedRegistration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An offer and what became of it: a provider, or a wait for its module's name. Guarded by {@link Registrations}. */
public final class Placement {
    private final Offer offer;
    private @Nullable Provider provider;
    private @Nullable String waitsFor;

    Placement(Offer offer) {
        this.offer = offer;
    }

    Offer offer() {
        return offer;
    }

    @Nullable
    Provider provider() {
        return provider;
    }

    void place(@Nullable Provider accepted) {
        provider = accepted;
        waitsFor = null;
    }

    void refuse(String reason) {
        waitsFor = reason;
    }

    /** Whether this operation is of its provider. */
    @SuppressWarnings("ReferenceEquality") // two versions of an operation may be equal
    boolean brings(OperationEntry entry) {
        return provider != null && provider.entries().stream().anyMatch(own -> own == entry);
    }

    List<FailedRegistration> failures() {
        List<FailedRegistration> all = new ArrayList<>(offer.failures());
        all.addAll(waitingOperations());
        return all;
    }

    /** Its operations as long as it waits for its module's name, each with the reason. */
    List<FailedRegistration> waitingOperations() {
        List<FailedRegistration> all = new ArrayList<>();
        if (waitsFor != null) {
            ModuleIdentity owner = offer.owner();
            for (OfferedOperation operation : offer.operations()) {
                all.add(new FailedRegistration(
                        "operation",
                        operation.descriptor().qualifiedName(),
                        owner.module(),
                        owner.bundleId(),
                        offer.serviceId(),
                        waitsFor));
            }
        }
        return all;
    }
}
