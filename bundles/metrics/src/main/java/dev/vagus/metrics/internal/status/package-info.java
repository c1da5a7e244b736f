/** How Vagus is: facts in, issues with their causes and what to do out. Plain Java; no clock of its own, no service. */
@NullMarked
package dev.vagus.metrics.internal.status;

import org.jspecify.annotations.NullMarked;
