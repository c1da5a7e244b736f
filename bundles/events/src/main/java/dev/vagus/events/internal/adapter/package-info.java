/** Turns what happens in the framework into events: the adapters of the specification, and the modules' life. */
@NullMarked
package dev.vagus.events.internal.adapter;

import org.jspecify.annotations.NullMarked;
