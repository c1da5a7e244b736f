package dev.vagus.registry.internal.schema;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keyword {@code type}: one of some types. When it fails, the other keywords are not looked at. */
final class TypeCheck implements Check {
    private final JsonType[] types;
    private final String what;

    private TypeCheck(Set<JsonType> types) {
        this.types = types.toArray(JsonType[]::new);
        this.what = types.stream().map(JsonType::article).collect(Collectors.joining(" or "));
    }

    static TypeCheck of(@Nullable Object argument) {
        Set<JsonType> types = new LinkedHashSet<>();
        if (argument instanceof Collection<?> several) {
            several.forEach(name -> types.add(JsonType.of(name)));
        } else {
            types.add(JsonType.of(argument));
        }
        return new TypeCheck(types);
    }

    @Override
    public boolean test(@Nullable Object value, @Nullable Violations report) {
        for (JsonType type : types) {
            if (type.fits(value)) {
                return true;
            }
        }
        if (report != null) {
            if (value instanceof Number number && !Numbers.isBounded(number)) {
                report.add("expected " + what + ", found a number of more digits than are taken");
            } else {
                report.expected(what, value);
            }
        }
        return false;
    }
}
