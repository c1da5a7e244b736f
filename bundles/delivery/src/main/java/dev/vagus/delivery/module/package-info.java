/** Who a bundle is and whether it is expected back: module names and departures. */
@NullMarked
package dev.vagus.delivery.module;

import org.jspecify.annotations.NullMarked;
