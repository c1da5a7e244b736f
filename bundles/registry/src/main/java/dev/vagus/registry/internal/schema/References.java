package dev.vagus.registry.internal.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $ref} points to within one schema: the whole of it ({@code #}) or a part of it ({@code #/$defs/Step}). Each
 * part is compiled once, so that types may contain themselves. A schema that leads back to itself without going into the
 * value would never end, and is refused.
 */
final class References {
    private final Map<String, ?> root;
    private final Map<String, Reference> known = new HashMap<>();
    private @Nullable Reference owner;

    References(Map<String, ?> root) {
        this.root = root;
    }

    /** Compiles the whole schema; what refers to it meanwhile or later gets the same check. */
    Check root(Supplier<Check> compile) {
        return add("#", compile).target;
    }

    /** Compiles what concerns something inside of the value. */
    Check below(Supplier<Check> compile) {
        Reference before = owner;
        owner = null;
        Check check = compile.get();
        owner = before;
        return check;
    }

    /** The check of what this points to. */
    Check to(String pointer, Function<@Nullable Object, Check> compile) {
        if (!pointer.startsWith("#")) {
            throw new SchemaException("'" + pointer + "' is not within this schema; nothing is loaded from elsewhere");
        }
        Reference from = owner;
        Reference reference = known.get(pointer);
        if (reference == null) {
            Object schema = find(pointer);
            reference = add(pointer, () -> compile.apply(schema));
        }
        if (from != null) {
            from.inPlace.add(reference);
        }
        return reference;
    }

    private Reference add(String pointer, Supplier<Check> compile) {
        Reference reference = new Reference(pointer);
        known.put(pointer, reference);
        Reference before = owner;
        owner = reference;
        reference.target = compile.get();
        owner = before;
        return reference;
    }

    private @Nullable Object find(String pointer) {
        Object found = root;
        String[] steps = pointer.substring(1).split("/", -1);
        if (!steps[0].isEmpty()) {
            throw new SchemaException("'" + pointer + "' is not a pointer such as #/$defs/Name");
        }
        for (int i = 1; i < steps.length; i++) {
            String step = URLDecoder.decode(steps[i].replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replace("~1", "/")
                    .replace("~0", "~");
            if (found instanceof Map<?, ?> map && map.containsKey(step)) {
                found = map.get(step);
            } else if (found instanceof List<?> list
                    && step.matches("\\d{1,6}")
                    && Integer.parseInt(step) < list.size()) {
                found = list.get(Integer.parseInt(step));
            } else {
                throw new SchemaException("'" + pointer + "' points nowhere"
                        + (found instanceof Map<?, ?> map ? "; there is " + map.keySet() : ""));
            }
        }
        return found;
    }

    /** Refuses schemas that would never end. */
    void refuseCircles() {
        Set<Reference> done = new HashSet<>();
        for (Reference reference : known.values()) {
            follow(reference, new ArrayList<>(), done);
        }
    }

    private static void follow(Reference reference, List<Reference> way, Set<Reference> done) {
        if (way.contains(reference)) {
            throw new SchemaException("'" + reference.pointer + "' leads back to itself without end");
        }
        if (done.contains(reference)) {
            return;
        }
        way.add(reference);
        reference.inPlace.forEach(next -> follow(next, way, done));
        way.remove(way.size() - 1);
        done.add(reference);
    }

    /** Stands for a part that may be under way. */
    private static final class Reference implements Check {
        private final String pointer;
        private final List<Reference> inPlace = new ArrayList<>();
        private Check target = SchemaCompiler.ANYTHING;

        Reference(String pointer) {
            this.pointer = pointer;
        }

        @Override
        public boolean test(@Nullable Object value, @Nullable Violations report) {
            return target.test(value, report);
        }
    }
}
