package dev.vagus.registry.internal.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keywords that combine schemas, and the one check of a schema that has several keywords. */
final class CombinedChecks {
    private CombinedChecks() {}

    /** All of the keywords of one schema. When the type is wrong, the others are not looked at. */
    static Check keywords(List<Check> checks) {
        if (checks.isEmpty()) {
            return SchemaCompiler.ANYTHING;
        }
        if (checks.size() == 1) {
            return checks.get(0);
        }
        return new All(checks.toArray(Check[]::new));
    }

    static Check allOf(List<Check> checks) {
        return keywords(checks);
    }

    /** Reports what is wrong with the one alternative, when there is but one. */
    static Check anyOf(List<Check> checks) {
        Check[] array = checks.toArray(Check[]::new);
        return (value, report) -> {
            for (Check check : array) {
                if (check.test(value, null)) {
                    return true;
                }
            }
            return report == null || array.length != 1
                    ? Violations.refuse(report, "fits none of the " + array.length + " schemas of 'anyOf'")
                    : array[0].test(value, report);
        };
    }

    static Check oneOf(List<Check> checks) {
        Check[] array = checks.toArray(Check[]::new);
        return (value, report) -> {
            int fitting = 0;
            for (int i = 0; i < array.length && fitting < 2; i++) {
                fitting += array[i].test(value, null) ? 1 : 0;
            }
            return fitting == 1
                    || Violations.refuse(
                            report,
                            fitting == 0
                                    ? "fits none of the " + array.length + " schemas of 'oneOf'"
                                    : "fits more than one of the schemas of 'oneOf'");
        };
    }

    static Check not(Check check) {
        return (value, report) ->
                !check.test(value, null) || Violations.refuse(report, "fits what its schema excludes by 'not'");
    }

    static Check ifThenElse(Check condition, Check then, Check otherwise) {
        return (value, report) -> (condition.test(value, null) ? then : otherwise).test(value, report);
    }

    private record All(Check[] checks) implements Check {
        @Override
        public boolean test(@Nullable Object value, @Nullable Violations report) {
            boolean fits = true;
            for (Check check : checks) {
                if (!check.test(value, report)) {
                    if (report == null || check instanceof TypeCheck) {
                        return false;
                    }
                    fits = false;
                }
            }
            return fits;
        }
    }
}
