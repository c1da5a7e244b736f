package dev.vagus.metrics.internal.meter;

/**
 * What a series is of. Immutable.
 *
 * @param kind what is counted
 * @param subject the operation with its module, the channel, or the first of an event handler's patterns
 * @param name the operation without its module, or the name or id of a subscription or handler
 * @param module the module that the work is done by
 */
public record SeriesKey(Kind kind, String subject, String name, String module) {
    /** The name, subject and module of the series that takes what has no series of its own. */
    public static final String OTHER = "other";

    /** What is counted. */
    public enum Kind {
        /** Calls of an operation. */
        OPERATION,
        /** Messages at a subscription. */
        SUBSCRIPTION,
        /** Events at a handler. */
        EVENT_HANDLER
    }

    /** The series of this kind for everything that there is no room for. */
    static SeriesKey other(Kind kind) {
        return new SeriesKey(kind, OTHER, OTHER, OTHER);
    }
}
