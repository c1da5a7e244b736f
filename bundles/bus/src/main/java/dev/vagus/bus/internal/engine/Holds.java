package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.Mailbox;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Why a mailbox hands nothing out: it does again when the last reason is gone. Thread-safe. */
final class Holds {
    /** Who holds it. */
    enum Kind {
        BUS("the bus is paused"),
        CHANNEL("the channel is paused"),
        SUBSCRIPTION("paused"),
        GATE("a required gate is not there");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Mailbox<?> mailbox;
    private final Map<Kind, String> reasons = new EnumMap<>(Kind.class);

    private final LongSupplier millis;

    /** When the first reason came or the last went, in milliseconds since 1970. */
    private volatile long changedAt;

    Holds(Mailbox<?> mailbox, LongSupplier millis) {
        this.mailbox = mailbox;
        this.millis = millis;
        changedAt = millis.getAsLong();
    }

    long changedAt() {
        return changedAt;
    }

    /** Holds the mailbox, or lets go of it when the reason is null. */
    synchronized void set(Kind kind, @Nullable String reason) {
        if (reason != null) {
            if (reasons.isEmpty()) {
                changedAt = millis.getAsLong();
            }
            reasons.put(kind, reason.isBlank() ? kind.text : kind.text + ": " + reason.strip());
            mailbox.gate().pause();
        } else if (reasons.remove(kind) != null && reasons.isEmpty()) {
            changedAt = millis.getAsLong();
            mailbox.gate().resume();
        }
    }

    /** Every reason; empty when there is none. */
    synchronized String text() {
        return String.join("; ", reasons.values());
    }
}
