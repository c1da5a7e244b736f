package dev.vagus.events;

/**
 * What a handler in code is to hear. Immutable.
 *
 * @param name the names to hear; {@code *} stands for any run of characters
 * @param channel the channels to hear; {@code *} stands for any run of characters
 * @param filter an LDAP filter on the event's data and properties; empty means none
 * @param priority the higher, the earlier an event is put into its mailbox; as {@link EventSubscriber#priority}
 * @param replay which events of the past it is to hear first
 */
public record EventSubscription(String name, String channel, String filter, int priority, Replay replay) {
    /** With the usual priority, 0, and nothing of the past. */
    public EventSubscription(String name, String channel, String filter) {
        this(name, channel, filter, 0, Replay.NONE);
    }

    /** Events of these names on any channel. */
    public static EventSubscription to(String name) {
        return new EventSubscription(name, "*", "");
    }

    /** The same on these channels only. */
    public EventSubscription on(String channelPattern) {
        return new EventSubscription(name, channelPattern, filter, priority, replay);
    }

    /** The same for events that match this LDAP filter too. */
    public EventSubscription matching(String ldapFilter) {
        return new EventSubscription(name, channel, ldapFilter, priority, replay);
    }

    /** The same with this priority. */
    public EventSubscription withPriority(int value) {
        return new EventSubscription(name, channel, filter, value, replay);
    }

    /** The same, beginning with these events of the past. */
    public EventSubscription replaying(Replay past) {
        return new EventSubscription(name, channel, filter, priority, past);
    }
}
