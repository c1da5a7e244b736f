/** What circuit breakers cost. */
@NullMarked
package dev.vagus.benchmarks.breaker;

import org.jspecify.annotations.NullMarked;
