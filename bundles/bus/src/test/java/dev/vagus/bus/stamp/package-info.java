/** A test module: one interceptor, packed into a jar of its own by the test. */
@NullMarked
package dev.vagus.bus.stamp;

import org.jspecify.annotations.NullMarked;
