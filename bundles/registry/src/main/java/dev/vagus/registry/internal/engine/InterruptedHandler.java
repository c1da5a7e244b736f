package dev.vagus.registry.internal.engine;

import dev.vagus.module.VagusException;

/** Carries the end of a call whose handler was interrupted and threw, past what becomes of other errors of handlers. */
final class InterruptedHandler extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient VagusException end;

    InterruptedHandler(VagusException end) {
        super(null, null, false, false);
        this.end = end;
    }

    VagusException end() {
        return end;
    }
}
