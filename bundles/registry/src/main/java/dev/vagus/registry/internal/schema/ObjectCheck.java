package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.structure.Names;
import dev.vagus.delivery.text.Similarity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords {@code properties}, {@code required}, {@code patternProperties} and {@code additionalProperties}. The
 * declared properties are looked up, which takes no memory; the entries are walked only where there are others to check.
 *
 * <p>A property that is null where its schema allows no null counts as absent, since records have one for everything that
 * was left out. With {@link Spelling#EITHER}, {@code Module} is taken for {@code module} where that is absent, and the
 * reverse, as it is where records are filled.
 */
final class ObjectCheck implements Check {
    /** A property that is declared or required. */
    private record Property(String name, @Nullable String otherName, Check check, boolean declared, boolean required) {}

    private record Patterned(PatternCheck names, Check check) {}

    private final Property[] properties;
    private final Map<String, Property> declared = new LinkedHashMap<>();
    private final Patterned[] patterned;
    private final @Nullable Check others;
    private final boolean closed;

    private ObjectCheck(Builder builder) {
        Set<String> names = new LinkedHashSet<>(builder.properties.keySet());
        names.addAll(builder.required);
        properties = new Property[names.size()];
        int i = 0;
        for (String name : names) {
            Check check = builder.properties.get(name);
            properties[i] = new Property(
                    name,
                    builder.spelling == Spelling.EITHER ? Names.otherCase(name) : null,
                    check == null ? SchemaCompiler.ANYTHING : check,
                    check != null,
                    builder.required.contains(name));
            if (check != null) {
                declared.put(name, properties[i]);
            }
            i++;
        }
        patterned = builder.patterned.toArray(Patterned[]::new);
        others = builder.others == SchemaCompiler.ANYTHING ? null : builder.others;
        closed = builder.closed;
    }

    @Override
    public boolean test(@Nullable Object value, @Nullable Violations report) {
        if (!(value instanceof Map<?, ?> object)) {
            return true;
        }
        boolean fits = true;
        int found = 0;
        for (Property property : properties) {
            Object content = contentOf(property, object);
            if (content == null) {
                fits &= !property.required || isNullThere(property, object) || missing(property, report);
            } else {
                found += property.declared ? 1 : 0;
                fits &= testContent(property.name, property.check, content, report);
            }
            if (!fits && report == null) {
                return false;
            }
        }
        boolean more = patterned.length > 0 || (others != null && found < object.size());
        return more ? fits & testEntries(object, report) : fits;
    }

    private static @Nullable Object contentOf(Property property, Map<?, ?> object) {
        Object content = object.get(property.name);
        return content == null && property.otherName != null ? object.get(property.otherName) : content;
    }

    private static boolean isNullThere(Property property, Map<?, ?> object) {
        return object.containsKey(property.name) && property.check.test(null, null);
    }

    private static boolean missing(Property property, @Nullable Violations report) {
        if (report == null) {
            return false;
        }
        String before = report.enter(property.name);
        report.add("is missing");
        report.leave(before);
        return false;
    }

    private static boolean testContent(String name, Check check, Object content, @Nullable Violations report) {
        if (report == null) {
            return check.test(content, null);
        }
        String before = report.enter(name);
        boolean fits = check.test(content, report);
        report.leave(before);
        return fits;
    }

    private boolean testEntries(Map<?, ?> object, @Nullable Violations report) {
        boolean fits = true;
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            Object content = entry.getValue();
            if (content != null && !testEntry((String) entry.getKey(), content, object, report)) {
                if (report == null) {
                    return false;
                }
                fits = false;
            }
        }
        return fits;
    }

    private boolean testEntry(String name, Object content, Map<?, ?> object, @Nullable Violations report) {
        boolean fits = true;
        boolean known = isDeclared(name, object);
        for (Patterned candidate : patterned) {
            if (candidate.names.test(name, null)) {
                known = true;
                fits &= testContent(name, candidate.check, content, report);
            }
        }
        if (known || others == null) {
            return fits;
        }
        if (!closed) {
            return fits & testContent(name, others, content, report);
        }
        if (report != null) {
            String before = report.enter(name);
            report.add(unknown(name));
            report.leave(before);
        }
        return false;
    }

    private boolean isDeclared(String name, Map<?, ?> object) {
        if (declared.containsKey(name)) {
            return true;
        }
        Property other = declared.get(Names.otherCase(name));
        return other != null && other.otherName != null && object.get(other.name) == null;
    }

    private String unknown(String name) {
        if (declared.isEmpty()) {
            return "is unknown; no properties are known";
        }
        return "is unknown; " + Similarity.hint(name, declared.keySet());
    }

    /** Collects the keywords, which come in any order. */
    static final class Builder {
        private final Spelling spelling;
        private final Map<String, Check> properties = new LinkedHashMap<>();
        private final Set<String> required = new LinkedHashSet<>();
        private final List<Patterned> patterned = new ArrayList<>();
        private @Nullable Check others;
        private boolean closed;

        Builder(Spelling spelling) {
            this.spelling = spelling;
        }

        void property(String name, Check check) {
            properties.put(name, check);
        }

        void required(List<String> names) {
            required.addAll(names);
        }

        void patterned(PatternCheck names, Check check) {
            patterned.add(new Patterned(names, check));
        }

        void others(@Nullable Object argument, Check check) {
            closed = Boolean.FALSE.equals(argument);
            others = check;
        }

        void addTo(List<Check> checks) {
            if (!properties.isEmpty() || !required.isEmpty() || !patterned.isEmpty() || others != null) {
                checks.add(new ObjectCheck(this));
            }
        }
    }
}
