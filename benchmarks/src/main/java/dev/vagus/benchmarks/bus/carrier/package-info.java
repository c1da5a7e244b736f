/** What brings messages from publishers to subscribers: the bus of Vagus, and each peer in a class of its own. */
@NullMarked
package dev.vagus.benchmarks.bus.carrier;

import org.jspecify.annotations.NullMarked;
