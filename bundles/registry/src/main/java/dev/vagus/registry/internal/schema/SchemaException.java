package dev.vagus.registry.internal.schema;

/** Something that should be a schema is none, or asserts what cannot be checked; the message says where and what. */
public final class SchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
