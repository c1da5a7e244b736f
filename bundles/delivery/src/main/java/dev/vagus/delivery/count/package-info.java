/** Counting what happens at every item or call, cheaply enough that nobody notices. Plain Java. */
@NullMarked
package dev.vagus.delivery.count;

import org.jspecify.annotations.NullMarked;
