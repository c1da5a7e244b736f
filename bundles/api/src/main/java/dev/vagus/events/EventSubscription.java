package dev.vagus.events;

/**
 * What a handler in code is to hear. Immutable.
 *
 * @param name the names to hear; {@code *} stands for any run of characters
 * @param channel the channels to hear; {@code *} stands for any run of characters
 * @param filter an LDAP filter on the event's data and properties; empty means none
 */
public record EventSubscription(String name, String channel, String filter) {
    /** Events of these names on any channel. */
    public static EventSubscription to(String name) {
        return new EventSubscription(name, "*", "");
    }

    /** The same on these channels only. */
    public EventSubscription on(String channelPattern) {
        return new EventSubscription(name, channelPattern, filter);
    }

    /** The same for events that match this LDAP filter too. */
    public EventSubscription matching(String ldapFilter) {
        return new EventSubscription(name, channel, ldapFilter);
    }
}
