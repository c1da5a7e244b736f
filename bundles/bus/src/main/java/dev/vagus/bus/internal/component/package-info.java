/** The shell around the engine: components, configuration, the service that each bundle gets. */
@NullMarked
package dev.vagus.bus.internal.component;

import org.jspecify.annotations.NullMarked;
