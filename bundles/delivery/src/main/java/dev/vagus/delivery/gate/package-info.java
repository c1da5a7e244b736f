/** The gates that decide what may go on: which are there, which must be, and what holds when one of those is missing. */
@NullMarked
package dev.vagus.delivery.gate;

import org.jspecify.annotations.NullMarked;
