package dev.vagus.bus;

import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;

/**
 * A message that no attempt could deliver to one subscription. It holds structure and strings only, no class of a module.
 *
 * @param id its own id: one message may become a dead letter of several subscriptions
 * @param message the message, its payload as plain structure
 * @param subscription the subscription's name, or its id when it has none; an id of before a restart says so, and no
 *     subscription has it any more
 * @param module the module that subscribed
 * @param attempts how often delivery was tried
 * @param firstFailedAt when the first attempt failed
 * @param failedAt when the last attempt failed and the message was given up
 * @param cause why the last attempt failed
 * @param stored whether a store has it, so that it survives the end of the process
 * @param withheld why payload, headers and the words of the cause are not told: who asks may not hear the channel; empty
 *     when all is told
 */
public record DeadLetter(
        TimeOrderedId id,
        Message<Object> message,
        String subscription,
        String module,
        int attempts,
        Instant firstFailedAt,
        Instant failedAt,
        ErrorRecord cause,
        boolean stored,
        String withheld) {
    /** One of which all is told. */
    public DeadLetter(
            TimeOrderedId id,
            Message<Object> message,
            String subscription,
            String module,
            int attempts,
            Instant firstFailedAt,
            Instant failedAt,
            ErrorRecord cause,
            boolean stored) {
        this(id, message, subscription, module, attempts, firstFailedAt, failedAt, cause, stored, "");
    }

    /** The same, in a store or not. */
    public DeadLetter stored(boolean isStored) {
        return isStored == stored
                ? this
                : new DeadLetter(
                        id,
                        message,
                        subscription,
                        module,
                        attempts,
                        firstFailedAt,
                        failedAt,
                        cause,
                        isStored,
                        withheld);
    }
}
