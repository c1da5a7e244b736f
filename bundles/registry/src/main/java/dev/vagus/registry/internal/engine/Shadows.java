package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ShadowedOperation;

/** Says who stands in whose shadow, and why. */
final class Shadows {
    private Shadows() {}

    /** A provider that answers as soon as those before it have left. */
    static ShadowedOperation outranked(OperationEntry loser, OperationEntry winner) {
        Offer lost = loser.provider().offer();
        Offer won = winner.provider().offer();
        String by = source(won) + " of bundle " + won.owner().symbolicName() + " (id "
                + won.owner().bundleId() + ")";
        String reason = lost.ranking() < won.ranking()
                ? "its ranking " + lost.ranking() + " is below the ranking " + won.ranking() + " of " + by
                : "it is younger than " + by + " of the same ranking " + won.ranking();
        return shadowed(lost, loser.qualifiedName(), reason + "; it takes over when that leaves");
    }

    /** A provider whose module's name belongs to another bundle. */
    static ShadowedOperation unnamed(Offer offer, String operation, String reason) {
        return shadowed(offer, operation, reason);
    }

    private static String source(Offer offer) {
        return offer.serviceId() < 0 ? "the registration in code" : "service " + offer.serviceId();
    }

    private static ShadowedOperation shadowed(Offer offer, String operation, String reason) {
        ModuleIdentity owner = offer.owner();
        return new ShadowedOperation(
                operation,
                owner.symbolicName(),
                owner.bundleId(),
                owner.version(),
                offer.ranking(),
                offer.serviceId(),
                reason);
    }
}
