/** The registry itself: the index of operations, the middleware chain, calls and their end. Plain Java, without OSGi. */
@NullMarked
package dev.vagus.registry.internal.engine;

import org.jspecify.annotations.NullMarked;
