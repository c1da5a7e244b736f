/**
 * The self-test: real traffic through the services of Vagus, checked piece by piece and taken away again. Plain Java; the
 * services come from outside.
 */
@NullMarked
package dev.vagus.metrics.internal.selftest;

import org.jspecify.annotations.NullMarked;
