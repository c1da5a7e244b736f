package dev.vagus.module;

/**
 * A gate that is required is not there, so nothing may pass. Nothing was done. Category {@code unavailable}: the gate may
 * come back.
 */
public final class GateAbsentException extends VagusException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the gate and what was refused. */
    public GateAbsentException(String message) {
        super(ErrorCategory.UNAVAILABLE, message, null);
    }
}
