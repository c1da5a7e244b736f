package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.GateAbsentException;
import dev.vagus.module.VagusException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the gate in force, if there is one, is asked before somebody manages the bus. A gate that fails lets nobody. No
 * message comes here. Thread-safe.
 */
final class ControlGate {
    /** Instead of the name of a channel: the bus as a whole, which no channel can be called. */
    static final String WHOLE_BUS = "*";

    private final LongSupplier nanos;
    private volatile @Nullable Gates gates;

    /** Without a gate. */
    ControlGate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Asks the gate of these from now on. */
    void behind(Gates by) {
        gates = by;
    }

    private @Nullable Gate inForce() {
        Gates known = gates;
        return known == null ? null : known.effective();
    }

    /**
     * Does nothing when this module may manage this channel.
     *
     * @param token on whose behalf; null for that of what the thread is doing
     * @param undone what does not happen if not, as a sentence without its end
     * @throws VagusException when it may not, or there is a token and nobody to check it
     */
    void require(Owner by, @Nullable String token, String channel, String undone) {
        Gate asked = inForce();
        if (asked == null) {
            requireNone(token, undone);
            return;
        }
        long now = nanos.getAsLong();
        Credential on = token == null ? around() : asked.authenticate(token, by.module(), by.bundleId(), now);
        VagusException refusal =
                asked.checkpoint(Access.of(Access.Kind.CONTROL, channel)).refusal(by.module(), by.bundleId(), on, now);
        if (refusal != null) {
            throw saying(undone, refusal);
        }
    }

    /**
     * Does nothing when there is somebody to check a token.
     *
     * @throws GateAbsentException when there is not
     */
    void requireCheck(String token, String undone) {
        if (inForce() == null) {
            requireNone(token, undone);
        }
    }

    private static void requireNone(@Nullable String token, String undone) {
        if (token != null) {
            throw new GateAbsentException(
                    undone
                            + ": there is a token, and no gate that checks it; start the bundle dev.vagus.security and enable it");
        }
    }

    private static @Nullable Credential around() {
        Credential credential = FlowContext.current().credential();
        return credential == null ? null : credential.inherited();
    }

    /** The same refusal, which says first what did not happen. */
    static VagusException saying(String undone, VagusException refusal) {
        String text = undone + ": " + refusal.getMessage();
        if (refusal instanceof AccessRefusedException refused) {
            return new AccessRefusedException(refused.rule(), text, refused.retryAfter());
        }
        return refusal instanceof GateAbsentException ? new GateAbsentException(text) : refusal;
    }
}
