/** What goes around calls: limits, retries, breakers; each keeps its state for one operation of one provider. */
@NullMarked
package dev.vagus.breaker.internal.middleware;

import org.jspecify.annotations.NullMarked;
