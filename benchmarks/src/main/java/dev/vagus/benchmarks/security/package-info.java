/** What checks of tokens cost. */
@NullMarked
package dev.vagus.benchmarks.security;

import org.jspecify.annotations.NullMarked;
