package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiValidationException.Violation;
import java.util.List;

/**
 * Thrown by our own handlers, never by a module's, when arguments that the schema allows cannot be converted to the types
 * of a method. Becomes a validation error of the call.
 */
public final class ArgumentsRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** With everything that is wrong. */
    public ArgumentsRefused(List<Violation> violations) {
        super("arguments do not fit");
        this.violations = List.copyOf(violations);
    }

    List<Violation> violations() {
        return violations;
    }
}
