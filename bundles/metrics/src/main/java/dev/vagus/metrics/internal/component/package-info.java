/** The bundle as the framework sees it: configuration in, services out. */
@NullMarked
package dev.vagus.metrics.internal.component;

import org.jspecify.annotations.NullMarked;
