package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.text.Similarity;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.ApiValidationException.Violation;
import dev.vagus.registry.ParameterDescriptor;
import dev.vagus.registry.internal.schema.Check;
import dev.vagus.registry.internal.schema.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of calls of one operation: required, unknown, and each against its compiled schema. */
final class ArgumentCheck {
    private final String operation;
    private final String[] names;
    private final boolean[] required;
    private final Check[] checks;

    ArgumentCheck(String operation, List<ParameterDescriptor> parameters, List<Check> checks) {
        int count = parameters.size();
        this.operation = operation;
        this.names = new String[count];
        this.required = new boolean[count];
        this.checks = checks.toArray(Check[]::new);
        for (int i = 0; i < count; i++) {
            ParameterDescriptor parameter = parameters.get(i);
            // Callers mostly name parameters by literals, which are interned too: then comparing them is one look.
            names[i] = parameter.name().intern();
            required[i] = parameter.required();
        }
    }

    int parameters() {
        return names.length;
    }

    /** Whether everything fits: the quick way, which takes no memory and says nothing about the reason. */
    boolean fits(Map<String, ?> arguments) {
        int present = 0;
        for (int i = 0; i < names.length; i++) {
            Object value = arguments.get(names[i]);
            if (value == null) {
                if (required[i]) {
                    return false;
                }
            } else if (checks[i].test(value, null)) {
                present++;
            } else {
                return false;
            }
        }
        return present == arguments.size();
    }

    /**
     * Whether everything fits and is a value, so that the map is plain structure if it is immutable.
     *
     * @param values takes the values in the order of the parameters; null when nobody wants them
     */
    boolean fitsAsItIs(Map<String, ?> arguments, @Nullable Object @Nullable [] values) {
        int present = 0;
        for (int i = 0; i < names.length; i++) {
            Object value = arguments.get(names[i]);
            if (value == null) {
                if (required[i]) {
                    return false;
                }
            } else if (Immutable.isValue(value) && checks[i].test(value, null)) {
                present++;
                if (values != null) {
                    values[i] = value;
                }
            } else {
                return false;
            }
        }
        return present == arguments.size();
    }

    /** The refusal of these arguments, with everything that is wrong; null when they fit. */
    @Nullable
    ApiValidationException refusal(Map<String, ?> arguments) {
        if (fits(arguments)) {
            return null;
        }
        Violations violations = new Violations();
        for (int i = 0; i < names.length; i++) {
            Object value = arguments.get(names[i]);
            String before = violations.enter(names[i]);
            if (value != null) {
                checks[i].test(value, violations);
            } else if (required[i]) {
                violations.add("is missing");
            }
            violations.leave(before);
        }
        for (String name : arguments.keySet()) {
            if (!Arrays.asList(names).contains(name)) {
                String before = violations.enter(name);
                violations.add(unknown(name));
                violations.leave(before);
            }
        }
        return violations.found().isEmpty() ? null : refusal(operation, violations.found());
    }

    private String unknown(String name) {
        if (names.length == 0) {
            return "is unknown; the operation has no parameters";
        }
        return "is unknown; " + Similarity.hint(name, Arrays.asList(names));
    }

    /** The exception that names all of these. */
    static ApiValidationException refusal(String operation, List<Violation> violations) {
        StringBuilder message =
                new StringBuilder("the arguments of ").append(operation).append(" do not fit");
        String separator = ": ";
        for (Violation violation : violations) {
            message.append(separator);
            if (!violation.path().isEmpty()) {
                message.append(violation.path()).append(' ');
            }
            message.append(violation.reason());
            separator = "; ";
        }
        return new ApiValidationException(message.toString(), violations);
    }
}
