package dev.vagus.events;

import java.util.List;

/**
 * The figures of one event handler at one moment. When traffic rests,
 * {@code offered = delivered + failed + dropped + cleared + queued + inFlight}.
 *
 * @param id the handler's id, by which the shell shows it
 * @param module the module that registered it
 * @param bundleId that module's bundle
 * @param kind {@code EventHandler} for a handler of OSGi events, {@code ModuleEventHandler} for one of Vagus events,
 *     also a typed one
 * @param topics the topics of an {@code EventHandler}, or the names of a {@code ModuleEventHandler}
 * @param channel the channel pattern of a {@code ModuleEventHandler}; empty otherwise
 * @param filter its filter; empty when it has none
 * @param offered events that matched it
 * @param delivered events for which it returned normally
 * @param failed events for which it threw
 * @param dropped events that its full mailbox turned away, under BLOCK after their poster had waited
 * @param cleared events that were queued when it left
 * @param queued events that wait now; while a past is read out of a store ({@link Replay}), of that only what has been read
 * @param inFlight events that it is at now
 * @param status how it keeps its budget
 * @param replay what of the past it hears, and where it is
 */
public record HandlerSnapshot(
        String id,
        String module,
        long bundleId,
        String kind,
        List<String> topics,
        String channel,
        String filter,
        long offered,
        long delivered,
        long failed,
        long dropped,
        long cleared,
        long queued,
        long inFlight,
        HandlerStatus status,
        ReplayStatus replay) {
    /** Of a handler that hears nothing of the past. */
    public HandlerSnapshot(
            String id,
            String module,
            long bundleId,
            String kind,
            List<String> topics,
            String channel,
            String filter,
            long offered,
            long delivered,
            long failed,
            long dropped,
            long cleared,
            long queued,
            long inFlight,
            HandlerStatus status) {
        this(
                id,
                module,
                bundleId,
                kind,
                topics,
                channel,
                filter,
                offered,
                delivered,
                failed,
                dropped,
                cleared,
                queued,
                inFlight,
                status,
                ReplayStatus.NONE);
    }
}
