/**
 * How payloads, arguments and results cross from one bundle to another: as plain structure. {@link
 * dev.vagus.delivery.structure.Structures} takes objects apart, a {@link dev.vagus.delivery.structure.Binder} puts
 * them together in the classes of the receiver.
 */
@NullMarked
package dev.vagus.delivery.structure;

import org.jspecify.annotations.NullMarked;
