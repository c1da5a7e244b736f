/** The component, its configuration, and the services that it registers. */
@NullMarked
package dev.vagus.events.internal.component;

import org.jspecify.annotations.NullMarked;
