package dev.vagus.bus;

import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;

/**
 * A message that no attempt could deliver to one subscription. It holds structure and strings only, no class of a module.
 *
 * @param message the message, its payload as plain structure
 * @param subscription the subscription's id, or its name when it has one
 * @param module the module that subscribed
 * @param attempts how often delivery was tried
 * @param failedAt when it was given up
 * @param cause why
 */
public record DeadLetter(
        Message<Object> message,
        String subscription,
        String module,
        int attempts,
        Instant failedAt,
        ErrorRecord cause) {

    /** The message's id. */
    public TimeOrderedId id() {
        return message.id();
    }
}
