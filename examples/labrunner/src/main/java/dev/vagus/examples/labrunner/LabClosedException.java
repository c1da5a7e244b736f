package dev.vagus.examples.labrunner;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The lab stopped before a step was done. */
public final class LabClosedException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** Names the step. */
    public LabClosedException(String stepName) {
        super(ErrorCategory.UNAVAILABLE, "the lab stopped while step '" + stepName + "' was running", null);
    }
}
