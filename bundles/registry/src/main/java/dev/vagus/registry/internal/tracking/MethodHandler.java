package dev.vagus.registry.internal.tracking;

import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Binder;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiValidationException.Violation;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.internal.engine.ArgumentsRefused;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers calls by a method of a component, after converting the arguments to the method's types. */
final class MethodHandler implements ApiHandler {
    private final MethodHandle method;
    private final @Nullable String[] names;
    private final Class<?>[] types;
    private final Binder[] binders;
    private final @Nullable Object[] absent;

    /** Binds the method to this component; works for public methods of classes that are not public, too. */
    MethodHandler(Object component, Method target, Structures structures) {
        Parameter[] parameters = target.getParameters();
        int count = parameters.length;
        names = new String[count];
        types = new Class<?>[count];
        binders = new Binder[count];
        absent = new Object[count];
        for (int i = 0; i < count; i++) {
            Class<?> type = parameters[i].getType();
            types[i] = MethodType.methodType(type).wrap().returnType();
            binders[i] = value -> value;
            if (type != Invocation.class) {
                names[i] = Signatures.parameterName(parameters[i], target).intern();
                binders[i] = structures.binder(parameters[i].getParameterizedType());
                absent[i] = absentValue(type, binders[i]);
            }
        }
        method = unreflect(component, target, count);
    }

    private static @Nullable Object absentValue(Class<?> type, Binder binder) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : binder.bind(null);
    }

    private static MethodHandle unreflect(Object component, Method target, int count) {
        try {
            target.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(target)
                    .bindTo(component)
                    .asFixedArity()
                    .asSpreader(Object[].class, count)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new Refusal("the method " + target.getName() + " cannot be called: " + e);
        }
    }

    @Override
    public @Nullable Object handle(Invocation invocation) throws Exception {
        @Nullable Object[] arguments = bind(invocation);
        try {
            return method.invokeExact(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new java.lang.reflect.UndeclaredThrowableException(e);
        }
    }

    private @Nullable Object[] bind(Invocation invocation) {
        Map<String, Object> given = invocation.parameters();
        @Nullable Object[] arguments = new Object[types.length];
        List<Violation> violations = null;
        for (int i = 0; i < arguments.length; i++) {
            String name = names[i];
            if (name == null) {
                arguments[i] = invocation;
                continue;
            }
            Object value = given.get(name);
            if (value == null) {
                arguments[i] = absent[i];
            } else if (value.getClass() == types[i] && value.getClass() != byte[].class) {
                arguments[i] = value;
            } else {
                try {
                    arguments[i] = binders[i].bind(value);
                } catch (BindException e) {
                    violations = violations == null ? new ArrayList<>() : violations;
                    violations.add(new Violation(e.path().isEmpty() ? name : join(name, e.path()), e.problem()));
                }
            }
        }
        if (violations != null) {
            throw new ArgumentsRefused(violations);
        }
        return arguments;
    }

    private static String join(String name, String path) {
        return path.startsWith("[") ? name + path : name + '.' + path;
    }
}
