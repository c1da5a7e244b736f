package dev.vagus.events;

/**
 * An event that is kept for handlers that come later.
 *
 * @param key what it is the last one of, beside its name on its channel; empty for the name alone
 * @param event the event
 */
public record StickyEvent(String key, ModuleEvent event) {}
