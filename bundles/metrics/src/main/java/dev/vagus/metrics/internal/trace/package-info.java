/** The tracer: what is recorded, kept in memory, followed live and written to a file. Knows no OSGi. */
@NullMarked
package dev.vagus.metrics.internal.trace;

import org.jspecify.annotations.NullMarked;
