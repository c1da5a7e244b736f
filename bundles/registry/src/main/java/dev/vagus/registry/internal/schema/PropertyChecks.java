package dev.vagus.registry.internal.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords about the properties of objects as a whole. Properties that are null are not counted. */
final class PropertyChecks {
    private PropertyChecks() {}

    static Check minProperties(int least) {
        return (value, report) -> !(value instanceof Map<?, ?> object)
                || present(object) >= least
                || Violations.refuse(report, "expected at least " + least + " properties, found " + present(object));
    }

    static Check maxProperties(int most) {
        return (value, report) -> !(value instanceof Map<?, ?> object)
                || object.size() <= most
                || present(object) <= most
                || Violations.refuse(report, "expected at most " + most + " properties, found " + present(object));
    }

    private static int present(Map<?, ?> object) {
        int present = 0;
        for (Object content : object.values()) {
            present += content == null ? 0 : 1;
        }
        return present;
    }

    static Check names(Check name) {
        return (value, report) -> !(value instanceof Map<?, ?> object) || testNames(name, object, report);
    }

    private static boolean testNames(Check check, Map<?, ?> object, @Nullable Violations report) {
        boolean fits = true;
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            if (entry.getValue() != null && !check.test(entry.getKey(), null)) {
                if (report == null) {
                    return false;
                }
                fits = false;
                String before = report.enter((String) entry.getKey());
                report.add("has a name that does not fit 'propertyNames'");
                report.leave(before);
            }
        }
        return fits;
    }

    /** Where the property is there, the others must be. */
    static Check dependentRequired(String property, List<String> others) {
        return (value, report) -> {
            if (!(value instanceof Map<?, ?> object) || object.get(property) == null) {
                return true;
            }
            boolean fits = true;
            for (String other : others) {
                if (object.get(other) == null) {
                    if (report == null) {
                        return false;
                    }
                    fits = false;
                    String before = report.enter(other);
                    report.add("is missing, which is required beside " + property);
                    report.leave(before);
                }
            }
            return fits;
        };
    }

    /** Where the property is there, the object must fit the check. */
    static Check dependentSchema(String property, Check check) {
        return (value, report) ->
                !(value instanceof Map<?, ?> object) || object.get(property) == null || check.test(value, report);
    }
}
