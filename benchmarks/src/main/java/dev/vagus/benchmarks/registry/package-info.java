/** What calls of operations cost. */
@NullMarked
package dev.vagus.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
