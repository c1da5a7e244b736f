/**
 * What went on within a time. {@link dev.vagus.metrics.internal.window.Window} keeps what came in each second and each
 * minute, {@link dev.vagus.metrics.internal.window.Sampler} makes it look once a second, and
 * {@link dev.vagus.metrics.internal.window.Snapshots} adds up what is asked for. Plain Java.
 */
@NullMarked
package dev.vagus.metrics.internal.window;

import org.jspecify.annotations.NullMarked;
