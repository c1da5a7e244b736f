package dev.vagus.events.internal.engine;

import dev.vagus.module.GateAbsentException;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where events ask the gate that is in force, if there is one. It guards Vagus events, whoever raises them; other OSGi events
 * pass. Thread-safe: which gate is in force is read once for each question.
 */
public final class EventGate {
    /** The module in whose name events are asked for that another EventAdmin delivers, which does not say who posted them. */
    static final String NEIGHBOUR = "eventadmin";

    private static final Access MANAGE_HISTORY = new Access(Kind.MANAGE, "history", List.of("events:history"), false);

    private final LongSupplier nanoClock;
    private volatile @Nullable Gate gate;

    /** Without a gate. */
    public EventGate(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** From now on this gate is asked; null for none. */
    public void gate(@Nullable Gate inForce) {
        gate = inForce;
    }

    @Nullable
    Gate gate() {
        return gate;
    }

    long now() {
        return nanoClock.getAsLong();
    }

    /**
     * Does nothing when this module may publish events of this name.
     *
     * @param token on whose behalf; null for that of what the thread is doing
     * @throws VagusException when it may not, or there is a token and nobody to check it
     */
    public void requirePublish(String name, String module, long bundleId, @Nullable String token) {
        Gate asked = gate;
        if (asked == null) {
            if (token != null) {
                throw new GateAbsentException("event " + name
                        + " was not published: it brings a token, and there is no gate that checks it; start the bundle"
                        + " dev.vagus.security and enable it");
            }
            return;
        }
        long nanos = now();
        Credential credential = token == null ? around() : asked.authenticate(token, module, bundleId, nanos);
        throwIfAny(asked.checkpoint(Access.of(Kind.PUBLISH, name)).refusal(module, bundleId, credential, nanos));
    }

    /** On whose behalf the thread does what it is doing. */
    private static @Nullable Credential around() {
        Credential credential = FlowContext.current().credential();
        return credential == null ? null : credential.inherited();
    }

    /**
     * The same for an OSGi event of this topic: one that is no Vagus event passes.
     *
     * @throws VagusException as the other
     */
    public void requirePost(String topic, String module, long bundleId) {
        if (gate != null && ModuleEvents.isModuleTopic(topic)) {
            requirePublish(ModuleEvents.nameOf(topic), module, bundleId, null);
        }
    }

    /** Whether an event that another EventAdmin delivers may go on to handlers of Vagus events. */
    boolean admitsOfNeighbour(String topic) {
        Gate asked = gate;
        return asked == null
                || !ModuleEvents.isModuleTopic(topic)
                || asked.checkpoint(Access.of(Kind.PUBLISH, ModuleEvents.nameOf(topic)))
                                .refusal(NEIGHBOUR, -1, null, now())
                        == null;
    }

    /**
     * Does nothing when this module may change what the history holds.
     *
     * @throws VagusException when it may not
     */
    public void requireHistory(String module, long bundleId) {
        Gate asked = gate;
        if (asked != null) {
            Credential credential = around();
            throwIfAny(asked.checkpoint(MANAGE_HISTORY).refusal(module, bundleId, credential, now()));
        }
    }

    /** Whether this module may read events of this name out of the history; asking does not count. */
    public boolean mayRead(String name, String module, long bundleId) {
        Gate asked = gate;
        return asked == null
                || name.indexOf('/') >= 0
                || asked.checkpoint(Access.of(Kind.LISTEN, name))
                        .preview(module, bundleId, null)
                        .passes();
    }

    /** What keeps a handler of this module from events of this topic, for people; empty for nothing. */
    String objection(HandlerIdentity handler, String topic) {
        Gate asked = gate;
        if (asked == null || !ModuleEvents.isModuleTopic(topic)) {
            return "";
        }
        GatePreview preview = asked.checkpoint(Access.of(Kind.LISTEN, ModuleEvents.nameOf(topic)))
                .preview(handler.module(), handler.bundleId(), null);
        return preview.passes() ? "" : preview.text();
    }

    private static void throwIfAny(@Nullable VagusException refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }
}
