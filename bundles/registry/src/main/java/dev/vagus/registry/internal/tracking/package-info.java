/** The whiteboard: turns services of modules into offers to the engine, and their going into farewells. */
@NullMarked
package dev.vagus.registry.internal.tracking;

import org.jspecify.annotations.NullMarked;
