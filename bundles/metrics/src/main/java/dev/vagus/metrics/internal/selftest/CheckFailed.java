package dev.vagus.metrics.internal.selftest;

/** Something that was tried did not come out as it should; the message says what was expected and what came instead. */
final class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message, null, false, false);
    }
}
