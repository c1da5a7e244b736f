/** JSON Schema (2020-12): derived from Java types, and compiled to checks of arguments. Plain Java. */
@NullMarked
package dev.vagus.registry.internal.schema;

import org.jspecify.annotations.NullMarked;
