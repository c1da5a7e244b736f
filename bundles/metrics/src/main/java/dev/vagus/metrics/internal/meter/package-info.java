/**
 * What is counted and timed at every call and delivery, on the threads that do the work. {@link
 * dev.vagus.metrics.internal.meter.Meters} has one {@link dev.vagus.metrics.internal.meter.Recorder} for each series and
 * gives readings that only grow. Plain Java.
 */
@NullMarked
package dev.vagus.metrics.internal.meter;

import org.jspecify.annotations.NullMarked;
