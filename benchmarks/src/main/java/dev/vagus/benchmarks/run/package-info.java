/** Runs benchmarks in interleaved rounds and compares what they say. */
@NullMarked
package dev.vagus.benchmarks.run;

import org.jspecify.annotations.NullMarked;
