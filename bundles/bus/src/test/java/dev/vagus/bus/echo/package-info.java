/** A test module: one component, packed into a jar of its own by the test. */
@NullMarked
package dev.vagus.bus.echo;

import org.jspecify.annotations.NullMarked;
