package dev.vagus.bus.internal.engine;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Retention;
import dev.vagus.delivery.budget.Budget;
import java.time.Duration;

/**
 * The settings of the bus, checked.
 *
 * @param capacity of a mailbox on a channel that does not say otherwise
 * @param overflow of such a channel
 * @param blockTimeout of such a channel
 * @param updateWindow how long a named subscription waits for its module to come back
 * @param stopDeadline how long a stop drains mailboxes
 * @param deadLetters how many dead letters are kept
 * @param autocreate whether a channel comes into being when it is first used
 * @param redelivery what is done about failures where a subscription does not say otherwise
 * @param redeliveriesWaiting how many messages of one subscription wait for another attempt before it gets no new ones
 * @param budget how long a handler may take where its subscription does not say otherwise, and what follows
 */
public record BusSettings(
        int capacity,
        OverflowPolicy overflow,
        Duration blockTimeout,
        Duration updateWindow,
        Duration stopDeadline,
        int deadLetters,
        boolean autocreate,
        RedeliveryPolicy redelivery,
        int redeliveriesWaiting,
        Budget budget) {

    /** What holds when nothing is configured. */
    public static final BusSettings DEFAULTS = new BusSettings(
            ChannelSpec.DEFAULT_CAPACITY,
            OverflowPolicy.DROP_NEWEST,
            ChannelSpec.DEFAULT_BLOCK_TIMEOUT,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            1_000,
            true,
            RedeliveryPolicy.DEFAULT,
            1_000,
            Budget.DEFAULT);

    /** A channel of this name that has nothing of its own. */
    ChannelSpec channel(String name) {
        return new ChannelSpec(name, "", capacity, overflow, blockTimeout, null, Retention.NONE, false);
    }
}
