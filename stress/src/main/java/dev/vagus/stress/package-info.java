/**
 * Races of two threads on the mailbox and on the route table, tried in every way the compiler and the processor may order
 * them. Each class states one invariant of {@link dev.vagus.delivery.Mailbox} or {@link dev.vagus.delivery.Routes}.
 */
@NullMarked
package dev.vagus.stress;

import org.jspecify.annotations.NullMarked;
