package dev.vagus.registry.internal.engine;

import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do about an operation that was not there: fail, wait, or look again because it is there after all.
 *
 * @param error why the call fails; null when it does not
 * @param waitNanos how long the waiter that was enrolled waits at most; 0 when it was not enrolled
 */
record Absence(@Nullable VagusException error, long waitNanos) {
    /** Nothing is absent any more. */
    static final Absence NONE = new Absence(null, 0);

    static Absence because(VagusException error) {
        return new Absence(error, 0);
    }

    static Absence waiting(long nanos) {
        return new Absence(null, nanos);
    }

    boolean isWaiting() {
        return waitNanos > 0;
    }
}
