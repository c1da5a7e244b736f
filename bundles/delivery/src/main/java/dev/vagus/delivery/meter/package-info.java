/** The meters of handlers: {@link dev.vagus.delivery.meter.HandlerMeters} has one for each while there is a service of them. */
@NullMarked
package dev.vagus.delivery.meter;

import org.jspecify.annotations.NullMarked;
