package dev.vagus.delivery.gate;

import dev.vagus.module.GateAbsentException;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import org.jspecify.annotations.Nullable;

/** What stands where a required gate is not: it refuses everything. Immutable. */
public final class AbsentGate implements Gate {
    private static final Credential NOBODY = () -> "";

    private final String reason;

    /** A gate that refuses everything for this reason. */
    AbsentGate(String reason) {
        this.reason = reason;
    }

    /** Which gate is missing and what to do, for people. */
    public String reason() {
        return reason;
    }

    /** Why everything is refused at this gate, for people; null when it is one that decides. */
    public static @Nullable String reason(@Nullable Gate gate) {
        return gate instanceof AbsentGate absent ? absent.reason : null;
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        return NOBODY;
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        return new Closed(access);
    }

    @Override
    public long epoch() {
        return 0;
    }

    private static String what(Access access) {
        String name = access.name();
        return switch (access.kind()) {
            case CALL -> "the call of " + name;
            case SEND -> "a message on the channel " + name;
            case HEAR -> "hearing the channel " + name;
            case PUBLISH -> "the event " + name;
            case LISTEN -> "hearing the event " + name;
            case CONTROL -> name.equals("*") ? "managing the message bus" : "managing the channel " + name;
            case INTERCEPT -> "an interceptor around the channel " + name;
            case MANAGE -> "managing security (" + name + ")";
        };
    }

    private final class Closed implements Checkpoint {
        private final Access access;

        Closed(Access access) {
            this.access = access;
        }

        @Override
        public VagusException refusal(String module, long bundleId, @Nullable Credential credential, long nanos) {
            return new GateAbsentException(what(access) + " by " + module + " is refused: " + reason);
        }

        @Override
        public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
            return new GatePreview(false, reason);
        }
    }
}
