/** The component that holds the engine and gives each bundle its own view of it. */
@NullMarked
package dev.vagus.registry.internal.component;

import org.jspecify.annotations.NullMarked;
