/** The memory of events: the history with its retention and its queries. Plain Java, no OSGi. */
@NullMarked
package dev.vagus.events.internal.history;

import org.jspecify.annotations.NullMarked;
