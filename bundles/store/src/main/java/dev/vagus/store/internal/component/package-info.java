/** The component and its configuration. */
@NullMarked
package dev.vagus.store.internal.component;

import org.jspecify.annotations.NullMarked;
