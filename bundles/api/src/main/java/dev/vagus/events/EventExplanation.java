package dev.vagus.events;

import java.util.List;

/**
 * Who would get an event if it were raised now, and who not. What changes a moment later is not foreseen.
 *
 * @param topic the event's topic
 * @param kept whether the history would keep it
 * @param recipients every handler, those that would be served first first, then those that were refused
 */
public record EventExplanation(String topic, boolean kept, List<Recipient> recipients) {
    /** Copies the list. */
    public EventExplanation {
        recipients = List.copyOf(recipients);
    }

    /** What would become of the event at a handler. */
    public enum Verdict {
        /** It would be handled. */
        DELIVERED,
        /** Its filter decides, and the event's data is not known. */
        DEPENDS,
        /** Its mailbox is full: the event would be dropped and counted, unless it is an {@code EventHandler} and the event sent. */
        FULL,
        /** It would not get it. */
        NOT_OFFERED,
        /** It gets nothing at all, since its registration was refused. */
        REFUSED
    }

    /**
     * What would become of the event at one handler.
     *
     * @param handler its id
     * @param kind what it is, as in {@link HandlerSnapshot#kind}; empty for one that was refused
     * @param module the module that registered it
     * @param verdict what would become of the event
     * @param reason why; empty for {@link Verdict#DELIVERED}
     */
    public record Recipient(String handler, String kind, String module, Verdict verdict, String reason) {}
}
