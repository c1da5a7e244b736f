package dev.vagus.metrics;

/**
 * The figures of one operation, subscription or event handler. Where there are too many of them, those that find no room are
 * one together, of which subject, name and module are {@code other}. Immutable.
 *
 * @param subject the operation with its module, the channel, or the first topic or name that an event handler hears
 * @param name the operation without its module; the subscription's name, or its types when it has none; the event handler's
 *     kind
 * @param module the module that does the work
 * @param traffic how much, how long, what failed
 * @param waited how long messages and events had waited before each attempt; of calls, nothing
 */
public record SeriesFigures(String subject, String name, String module, Traffic traffic, Latency waited) {}
