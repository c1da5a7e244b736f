package dev.vagus.registry.internal.tracking;

/** Something about an offered operation or middleware is not right; the message says what would be. */
final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
