package dev.vagus.bus;

import dev.vagus.module.Setting;
import java.util.List;

/**
 * Who would get a message if it were sent now, and who not. What changes a moment later, and what a subscription's
 * predicate or an interceptor would say, is not foreseen: neither is asked.
 *
 * @param channel the channel's name
 * @param type the message's type
 * @param obstacle why it could not be sent at all; empty when it could
 * @param interceptors those that go around its sending and its deliveries, outermost first
 * @param recipients every subscription of the channel, by its place in the route
 */
public record Explanation(
        String channel,
        String type,
        String obstacle,
        List<InterceptorSnapshot> interceptors,
        List<Recipient> recipients) {
    /** Copies the lists. */
    public Explanation {
        interceptors = List.copyOf(interceptors);
        recipients = List.copyOf(recipients);
    }

    /** What a subscription would do with the message. */
    public enum Verdict {
        /** It would be handled as soon as its turn comes. */
        DELIVERED,
        /** It would wait in the mailbox for something beside its turn. */
        KEPT,
        /** The mailbox is full: the channel's overflow policy would answer. */
        FULL,
        /** It would not be offered. */
        NOT_OFFERED
    }

    /**
     * What one subscription would do with the message.
     *
     * @param subscription its id
     * @param name its name; empty when it has none
     * @param module the module that subscribed
     * @param verdict what it would do
     * @param reason why; empty for {@link Verdict#DELIVERED}
     * @param settings the time that its handler may take and the retries of its messages, then what guards it, each with its
     *     source: {@code subscription}, the PID of a configuration, or {@code default}
     * @param guard how its circuit breaker and its limits are; empty when no policy gives it any
     */
    public record Recipient(
            String subscription,
            String name,
            String module,
            Verdict verdict,
            String reason,
            List<Setting> settings,
            String guard) {
        /** Copies the list. */
        public Recipient {
            settings = List.copyOf(settings);
        }
    }
}
