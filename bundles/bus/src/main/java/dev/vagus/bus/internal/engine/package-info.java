/**
 * The bus itself, without OSGi: channels, subscriptions, the way of a message from a sender into mailboxes and out of
 * them. {@link dev.vagus.bus.internal.engine.BusEngine} is the entrance.
 */
@NullMarked
package dev.vagus.bus.internal.engine;

import org.jspecify.annotations.NullMarked;
