/** Tests of the gates. */
@NullMarked
package dev.vagus.delivery.gate;

import org.jspecify.annotations.NullMarked;
