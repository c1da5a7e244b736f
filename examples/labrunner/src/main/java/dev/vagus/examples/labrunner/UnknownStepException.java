package dev.vagus.examples.labrunner;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;

/** The lab has no such step. A module chooses the category of its failures by extending {@link VagusException}. */
public final class UnknownStepException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** Names the step and those that there are. */
    public UnknownStepException(String stepName, String known) {
        super(ErrorCategory.VALIDATION, "the lab has no step '" + stepName + "'; it has " + known, null);
    }
}
