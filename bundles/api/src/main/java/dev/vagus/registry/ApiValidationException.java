package dev.vagus.registry;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import java.util.List;

/** The arguments of a call do not fit the operation. Category {@code validation}. */
public final class ApiValidationException extends VagusException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** With a message that names all of them. */
    public ApiValidationException(String message, List<Violation> violations) {
        super(ErrorCategory.VALIDATION, message, null);
        this.violations = List.copyOf(violations);
    }

    /** Everything that is wrong, in the order of the parameters. */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * One thing that is wrong.
     *
     * @param path where: the parameter's name, and a dotted path below it
     * @param reason what was expected and what was found; never the value itself
     */
    public record Violation(String path, String reason) {}
}
