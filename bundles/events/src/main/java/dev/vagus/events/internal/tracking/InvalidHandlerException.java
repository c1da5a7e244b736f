package dev.vagus.events.internal.tracking;

/** A handler asks for something that cannot be; the message says what is wrong and what would be right. */
final class InvalidHandlerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String asked;

    InvalidHandlerException(String asked, String reason) {
        super(reason);
        this.asked = asked;
    }

    /** What the handler asked for, as far as it could be read. */
    String asked() {
        return asked;
    }
}
