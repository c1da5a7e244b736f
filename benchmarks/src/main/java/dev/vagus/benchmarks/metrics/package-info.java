/** What it costs to measure. */
@NullMarked
package dev.vagus.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
