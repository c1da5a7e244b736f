/** The memory of events: the history, sticky events, and where handlers left off. Plain Java, no OSGi. */
@NullMarked
package dev.vagus.events.internal.history;

import org.jspecify.annotations.NullMarked;
