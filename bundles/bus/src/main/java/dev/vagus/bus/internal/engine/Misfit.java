package dev.vagus.bus.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;

/** A payload that does not fit its handler's type, as interceptors see it. */
final class Misfit extends VagusException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorRecord record;

    Misfit(ErrorRecord record) {
        super(ErrorCategory.VALIDATION, record.message(), null);
        this.record = record;
    }

    ErrorRecord record() {
        return record;
    }
}
