/** Policies: what configurations say, which of them hold for a target, and what that means for those who act by it. */
@NullMarked
package dev.vagus.breaker.internal.policy;

import org.jspecify.annotations.NullMarked;
