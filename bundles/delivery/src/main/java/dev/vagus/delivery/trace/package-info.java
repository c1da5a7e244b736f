/** How bus, registry and events find the tracer, and keep what it does wrong away from their traffic. */
@NullMarked
package dev.vagus.delivery.trace;

import org.jspecify.annotations.NullMarked;
