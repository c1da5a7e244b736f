/** What it costs to measure, and that work can be, or is, traced. */
@NullMarked
package dev.vagus.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
