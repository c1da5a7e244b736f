/** Questions about events: Vagus as an EventAdmin beside Felix's, and what its own events cost. */
@NullMarked
package dev.vagus.benchmarks.events;

import org.jspecify.annotations.NullMarked;
