package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.structure.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keywords about objects: {@code properties}, {@code required}, {@code additionalProperties}. A property that is null
 * counts as absent. {@code module} and {@code Module} name the same property, as they do where records are filled.
 */
final class ObjectCheck implements Check {
    private final Map<String, Check> properties;
    private final List<String> required;
    private final @Nullable Check others;
    private final boolean closed;

    private ObjectCheck(Builder builder) {
        properties = builder.properties;
        required = builder.required;
        others = builder.others;
        closed = builder.closed;
    }

    @Override
    public boolean test(@Nullable Object value, @Nullable Violations report) {
        if (!(value instanceof Map<?, ?> object)) {
            return true;
        }
        boolean fits = hasRequired(object, report);
        if (!fits && report == null) {
            return false;
        }
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            Object content = entry.getValue();
            if (content != null && !testEntry((String) entry.getKey(), content, report)) {
                if (report == null) {
                    return false;
                }
                fits = false;
            }
        }
        return fits;
    }

    private boolean hasRequired(Map<?, ?> object, @Nullable Violations report) {
        boolean fits = true;
        for (String name : required) {
            if (object.get(name) == null && object.get(Names.otherCase(name)) == null) {
                if (report == null) {
                    return false;
                }
                String before = report.enter(name);
                report.add("is missing");
                report.leave(before);
                fits = false;
            }
        }
        return fits;
    }

    private boolean testEntry(String name, Object content, @Nullable Violations report) {
        Check check = properties.get(name);
        if (check == null) {
            check = properties.get(Names.otherCase(name));
        }
        boolean unknown = check == null && closed;
        if (check == null) {
            check = others;
        }
        if (check == null || (report == null && !unknown)) {
            return check == null || check.test(content, null);
        }
        if (report == null) {
            return false;
        }
        String before = report.enter(name);
        if (unknown) {
            report.add("is unknown; known are " + String.join(", ", properties.keySet()));
        } else {
            unknown = !check.test(content, report);
        }
        report.leave(before);
        return !unknown;
    }

    /** Collects the keywords, which come in any order. */
    static final class Builder {
        private final Map<String, Check> properties = new LinkedHashMap<>();
        private final List<String> required = new ArrayList<>();
        private @Nullable Check others;
        private boolean closed;

        void property(String name, Check check) {
            properties.put(name, check);
        }

        void required(String name) {
            required.add(name);
        }

        void others(Object argument, Check check) {
            closed = Boolean.FALSE.equals(argument);
            others = check;
        }

        void addTo(List<Check> checks) {
            if (!properties.isEmpty() || !required.isEmpty() || others != null) {
                checks.add(new ObjectCheck(this));
            }
        }
    }
}
