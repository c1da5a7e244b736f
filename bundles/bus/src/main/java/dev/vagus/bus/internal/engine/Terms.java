package dev.vagus.bus.internal.engine;

import dev.vagus.bus.Handling;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Wildcard;
import dev.vagus.delivery.filter.Filter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a subscription hears and for whom. It changes when a named subscription is taken up again by a new version of its
 * module.
 *
 * @param owner whose it is
 * @param type the types that it hears
 * @param filterText its filter as it was written; empty for none
 * @param filter null for none
 * @param handling how its messages are handled
 */
record Terms(
        Owner owner,
        Wildcard type,
        String filterText,
        @Nullable Filter filter,
        Handling handling) {
    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);

    /** Checks and compiles what the specification says. */
    static Terms of(Owner owner, SubscriptionSpec<?> spec) {
        if (spec.type().isBlank()) {
            throw new IllegalArgumentException("the type of a subscription on channel '" + spec.channel()
                    + "' is empty; use * to hear every type");
        }
        String filter = spec.filter().strip();
        return new Terms(
                owner,
                Wildcard.dotted(spec.type()),
                filter,
                filter.isEmpty() ? null : Filter.compile(filter),
                spec.handling());
    }

    /** Whether its place in the routes is another one. */
    boolean isRoutedUnlike(Terms other) {
        return !type.toString().equals(other.type.toString())
                || handling.priority() != other.handling.priority()
                || handling.mode() != other.handling.mode()
                || !handling.group().equals(other.handling.group());
    }

    /** Whether type and filter let it pass. */
    boolean hears(Envelope envelope) {
        return type.matches(envelope.type()) && accepts(envelope);
    }

    /** Whether the filter lets the message pass; a payload that cannot be read does not match. */
    boolean accepts(Envelope envelope) {
        if (filter == null) {
            return true;
        }
        try {
            return filter.matches(envelope);
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the filter {} cannot read {}", filterText, envelope, e);
            return false;
        }
    }
}
