/** The message bus against the buses, event buses and queues that people use instead. */
@NullMarked
package dev.vagus.benchmarks.bus;

import org.jspecify.annotations.NullMarked;
