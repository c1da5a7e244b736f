/**
 * Handlers and the time they take: a {@link dev.vagus.delivery.budget.Budget} says how long a call may last, a
 * {@link dev.vagus.delivery.budget.HandlerHealth} what becomes of a handler that exceeds it, and a
 * {@link dev.vagus.delivery.budget.HandlerWatch} sees the calls without reading a clock at each of them.
 */
@NullMarked
package dev.vagus.delivery.budget;

import org.jspecify.annotations.NullMarked;
