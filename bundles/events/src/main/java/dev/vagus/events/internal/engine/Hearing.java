package dev.vagus.events.internal.engine;

import dev.vagus.delivery.gate.AbsentGate;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Gate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handler may hear Vagus events: what the gate said is kept for each name until the rules change. Thread-safe; two
 * threads may ask for the same name at once, which is harmless.
 */
final class Hearing {
    private static final int MOST_NAMES = 256;

    private final EventGate door;
    private final HandlerIdentity handler;
    private volatile @Nullable Answers answers;

    Hearing(EventGate door, HandlerIdentity handler) {
        this.door = door;
        this.handler = handler;
    }

    /** What one gate said by the rules of one epoch; true for what may be heard. */
    private record Answers(Gate gate, long epoch, Map<String, Boolean> byName) {}

    /** Whether an event of this topic may be offered to the handler. */
    boolean admits(String topic) {
        Gate gate = door.gate();
        return gate == null || !ModuleEvents.isModuleTopic(topic) || ask(gate, ModuleEvents.nameOf(topic), false);
    }

    /**
     * Whether an event of this topic, for which it was {@linkplain #admits admitted}, still may be handed over. Where a gate
     * is away that is required, what was said before holds.
     */
    boolean stillAdmits(String topic) {
        Gate gate = door.gate();
        return gate == null || !ModuleEvents.isModuleTopic(topic) || ask(gate, ModuleEvents.nameOf(topic), true);
    }

    private boolean ask(Gate gate, String name, boolean withoutGate) {
        long epoch = gate.epoch();
        Answers known = answers;
        if (known == null || known.gate != gate || known.epoch != epoch) {
            known = new Answers(gate, epoch, new ConcurrentHashMap<>());
            answers = known;
        }
        Boolean said = known.byName.get(name);
        if (said != null) {
            return said;
        }
        if (AbsentGate.reason(gate) != null) {
            return withoutGate;
        }
        VagusException refusal = gate.checkpoint(Access.of(Kind.LISTEN, name))
                .refusal(handler.module(), handler.bundleId(), null, door.now());
        boolean may = refusal == null;
        if (known.byName.size() < MOST_NAMES) {
            known.byName.put(name, may);
        }
        return may;
    }
}
