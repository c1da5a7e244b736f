/** What the benchmarks of all concerns share. Each question has a class of its own in the package of its concern. */
@NullMarked
package dev.vagus.benchmarks;

import org.jspecify.annotations.NullMarked;
