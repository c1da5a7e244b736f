package dev.vagus.registry.internal.tracking;

import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How methods name operations and parameters; the same for components that offer and for interfaces that call. */
public final class Signatures {
    private Signatures() {}

    /** The operation's name: given, or the method's own with its first letter in upper case. */
    public static String operationName(Method method, @Nullable ApiOperation annotation) {
        if (annotation != null && !annotation.name().isEmpty()) {
            return annotation.name();
        }
        String name = method.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * The parameter's name: given, or its own where it was compiled in.
     *
     * @throws IllegalArgumentException when it has none
     */
    public static String parameterName(Parameter parameter, Method method) {
        ApiParameter annotation = parameter.getAnnotation(ApiParameter.class);
        if (annotation != null && !annotation.name().isEmpty()) {
            return annotation.name();
        }
        if (parameter.isNamePresent()) {
            return parameter.getName();
        }
        throw new Refusal("a parameter of " + method.getName()
                + " has no name: give it one by @ApiParameter(name = ...) or compile with -parameters");
    }

    /** Whether the method answers later. */
    public static boolean isAsynchronous(Method method) {
        return CompletionStage.class.isAssignableFrom(method.getReturnType());
    }

    /** What a method answers, without the stage around it. */
    public static Type resultType(Method method) {
        Type type = method.getGenericReturnType();
        if (!isAsynchronous(method)) {
            return type;
        }
        return type instanceof ParameterizedType stage && stage.getActualTypeArguments().length == 1
                ? stage.getActualTypeArguments()[0]
                : Object.class;
    }

    static boolean isOptional(Parameter parameter) {
        return parameter.getType() == Optional.class;
    }
}
