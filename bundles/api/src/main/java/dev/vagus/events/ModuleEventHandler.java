package dev.vagus.events;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears Vagus events. Registered as a service with the properties of {@link EventSubscriber}, or in code by
 * {@link EventPublisher#subscribe}. Called on a thread of the events bundle, one event at a time and in order per
 * publishing thread; it may block, which delays its own events only. What it throws is counted and logged, and does not
 * reach the publisher.
 */
@ConsumerType
@FunctionalInterface
public interface ModuleEventHandler {
    /**
     * Hears one event.
     *
     * @throws Exception which is logged
     */
    void onEvent(ModuleEvent event) throws Exception;
}
