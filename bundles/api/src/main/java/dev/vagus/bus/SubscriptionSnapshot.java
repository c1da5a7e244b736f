package dev.vagus.bus;

import java.time.Duration;
import java.time.Instant;

/**
 * The figures of one subscription at one moment. The counts are read one after the other while traffic goes on; when it
 * rests, {@code offered = delivered + expired + dropped + cleared + dead + queued + inFlight}.
 *
 * @param id the subscription's id
 * @param name its name; empty when it has none
 * @param channel its channel
 * @param type its type pattern
 * @param filter its filter; empty when it has none
 * @param module the module that subscribed
 * @param bundleId that module's bundle
 * @param handling how its messages are handled
 * @param state what it is doing
 * @param reason why it does not deliver, or is not offered messages; empty when it is and does
 * @param since since when it is in that state, by the wall clock
 * @param handler how its handler keeps its budget; a handler that is paused or being probed makes the state PAUSED
 * @param capacity how many messages its mailbox holds
 * @param offered messages that were routed to it
 * @param delivered messages whose handler returned normally
 * @param expired messages that outlived their time to live in the mailbox
 * @param dropped messages that the overflow policy dropped or refused
 * @param cleared messages that went because the subscription ended or was cleared
 * @param dead messages that became dead letters
 * @param queued messages that wait now
 * @param inFlight messages that a handler is at now or that wait for another attempt
 * @param redelivering those of them that have failed and wait for another attempt or are at it
 * @param oldest the age, since it was sent, of the message that waits in the mailbox for the longest time; zero when none
 *     waits
 * @param deliveredPerSecond how fast {@code delivered} grows: the mean since a snapshot that was taken at least a second
 *     before, or since the subscription was made
 */
public record SubscriptionSnapshot(
        String id,
        String name,
        String channel,
        String type,
        String filter,
        String module,
        long bundleId,
        Handling handling,
        State state,
        String reason,
        Instant since,
        HandlerStatus handler,
        int capacity,
        long offered,
        long delivered,
        long expired,
        long dropped,
        long cleared,
        long dead,
        long queued,
        long inFlight,
        long redelivering,
        Duration oldest,
        double deliveredPerSecond) {

    /** What a subscription is doing. */
    public enum State {
        /** It delivers. */
        ACTIVE,
        /** Somebody has paused it, or its handler is over its budget; its mailbox fills. */
        PAUSED,
        /** Its module is away for an update; its mailbox fills. */
        WAITING,
        /** It has ended. */
        CLOSED
    }
}
