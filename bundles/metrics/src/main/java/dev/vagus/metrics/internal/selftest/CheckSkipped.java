package dev.vagus.metrics.internal.selftest;

/** Something cannot be tried here; the message says why. */
final class CheckSkipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckSkipped(String message) {
        super(message, null, false, false);
    }
}
