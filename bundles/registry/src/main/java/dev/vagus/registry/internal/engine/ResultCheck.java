package dev.vagus.registry.internal.engine;

import dev.vagus.registry.ApiValidationException.Violation;
import dev.vagus.registry.internal.schema.Check;
import dev.vagus.registry.internal.schema.Violations;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds operations to the schemas that they give for their results. */
final class ResultCheck {
    private ResultCheck() {}

    /**
     * Refuses a result that does not fit.
     *
     * @throws Refused naming everything that is wrong, and no values
     */
    static void require(OperationEntry entry, @Nullable Object result) {
        Check check = entry.result();
        if (check == null || check.test(result, null)) {
            return;
        }
        Violations report = new Violations();
        check.test(result, report);
        throw new Refused(report.found().stream().map(ResultCheck::text).collect(Collectors.joining("; ")));
    }

    private static String text(Violation violation) {
        return violation.path().isEmpty() ? "it " + violation.reason() : violation.path() + " " + violation.reason();
    }

    /** The operation broke what it promised. */
    private static final class Refused extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Refused(String violations) {
            super("its result does not fit its schema: " + violations);
        }
    }
}
