package dev.vagus.delivery.structure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A generic type whose variables have been replaced by what a subclass says they are.
 *
 * @param raw the generic class
 * @param owner the class that it is nested in, if any
 * @param arguments its type arguments
 */
record ResolvedType(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {
    /** The type with the known variables replaced, also inside its arguments. */
    static Type of(Type type, Map<TypeVariable<?>, Type> known) {
        if (type instanceof TypeVariable<?> variable) {
            return known.getOrDefault(variable, variable);
        }
        if (known.isEmpty() || !(type instanceof ParameterizedType generic)) {
            return type;
        }
        List<Type> arguments = Arrays.stream(generic.getActualTypeArguments())
                .map(argument -> of(argument, known))
                .toList();
        return new ResolvedType(generic.getRawType(), generic.getOwnerType(), arguments);
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return owner;
    }

    @Override
    public String toString() {
        return raw.getTypeName()
                + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
}
