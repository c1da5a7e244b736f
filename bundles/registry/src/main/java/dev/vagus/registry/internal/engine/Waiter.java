package dev.vagus.registry.internal.engine;

import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** A call that waits for a module. Once enrolled, it is woken once, or leaves by itself. */
@FunctionalInterface
interface Waiter {
    /**
     * Ends the wait. Called once, on the thread that changes a bundle, holding no lock; must not block.
     *
     * @param end with what the call ends; null when it is to look again
     */
    void wake(@Nullable VagusException end);
}
