package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.gate.AbsentGate;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gate in front of one channel. A channel has another one when the gate changes, and none when there is none to ask. A
 * gate that fails lets nothing through. Thread-safe.
 */
final class ChannelGate {
    private final Gate gate;
    private final String channel;
    private final Object mark = new Object();
    private volatile @Nullable Checkpoint send;
    private volatile @Nullable Checkpoint hear;

    ChannelGate(Gate gate, String channel) {
        this.gate = gate;
        this.channel = channel;
    }

    /** What stands in front of the channel when this gate is to be asked, which may be the same as before. */
    @SuppressWarnings("ReferenceEquality") // two gates may be equal and still be two
    static @Nullable ChannelGate of(@Nullable Gate gate, String channel, @Nullable ChannelGate before) {
        if (gate == null) {
            return null;
        }
        return before != null && before.gate == gate ? before : new ChannelGate(gate, channel);
    }

    /** Why nothing passes, since a required gate is not there; null when this one decides. */
    @Nullable
    String closed() {
        return AbsentGate.reason(gate);
    }

    /** By what its answers are known to be its own, without holding it. */
    Object mark() {
        return mark;
    }

    /** When it may say something else about hearing. */
    long epoch() {
        return gate.epoch();
    }

    /** What may be two at once, which is harmless. */
    private Checkpoint sending() {
        Checkpoint known = send;
        if (known == null) {
            known = gate.checkpoint(Access.of(Access.Kind.SEND, channel));
            send = known;
        }
        return known;
    }

    private Checkpoint hearing() {
        Checkpoint known = hear;
        if (known == null) {
            known = gate.checkpoint(Access.of(Access.Kind.HEAR, channel));
            hear = known;
        }
        return known;
    }

    /** On whose behalf a message is sent: what comes of the token in its headers, or else what is around it. */
    private @Nullable Credential credential(Owner source, Map<String, String> headers, FlowContext flow, long nanos) {
        String token = TokenHeader.of(headers);
        if (token != null) {
            return gate.authenticate(token, source.module(), source.bundleId(), nanos);
        }
        Credential around = flow.credential();
        return around == null ? null : around.inherited();
    }

    /**
     * What a message takes along that may be sent.
     *
     * @throws VagusException why it may not
     */
    FlowContext admit(Owner source, Map<String, String> headers, FlowContext flow, long nanos) {
        Credential credential = credential(source, headers, flow, nanos);
        VagusException refusal = sending().refusal(source.module(), source.bundleId(), credential, nanos);
        if (refusal != null) {
            throw refusal;
        }
        return flow.with(credential);
    }

    /** Why a message could not be sent; empty when it could. */
    String obstacle(Owner source, Map<String, String> headers, FlowContext flow, long nanos) {
        try {
            Credential credential = credential(source, headers, flow, nanos);
            return text(sending().preview(source.module(), source.bundleId(), credential));
        } catch (RuntimeException | LinkageError e) {
            return failure(e);
        }
    }

    /** Why this module does not get messages of the channel, as a decision that counts; null when it does. */
    @Nullable
    ErrorRecord deafness(Owner owner, long nanos) {
        try {
            VagusException refusal = hearing().refusal(owner.module(), owner.bundleId(), null, nanos);
            return refusal == null ? null : ErrorRecord.of(refusal);
        } catch (RuntimeException | LinkageError e) {
            ErrorRecord plain = ErrorRecord.of(e);
            return new ErrorRecord(ErrorCategory.AUTHORIZATION, plain.type(), failure(e), plain.stack(), plain.cause());
        }
    }

    /** The same in words, which does not count; empty when it does. */
    String whyDeaf(Owner owner) {
        try {
            return text(hearing().preview(owner.module(), owner.bundleId(), null));
        } catch (RuntimeException | LinkageError e) {
            return failure(e);
        }
    }

    private static String text(GatePreview preview) {
        return preview.passes() ? "" : preview.text();
    }

    private static String failure(Throwable e) {
        return "the gate failed: " + e;
    }
}
