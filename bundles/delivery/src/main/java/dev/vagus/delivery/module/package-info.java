/** Who a bundle is and whether it is expected back: module names, departures and starts. */
@NullMarked
package dev.vagus.delivery.module;

import org.jspecify.annotations.NullMarked;
