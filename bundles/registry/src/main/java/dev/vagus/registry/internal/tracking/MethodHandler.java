package dev.vagus.registry.internal.tracking;

import dev.vagus.delivery.structure.BindException;
import dev.vagus.delivery.structure.Binder;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiValidationException.Violation;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.internal.engine.ArgumentsRefused;
import dev.vagus.registry.internal.engine.PositionalHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers calls by a method of a component, after converting the arguments to the method's types. */
final class MethodHandler implements PositionalHandler {
    private final MethodHandle method;
    private final @Nullable String[] names;
    private final Class<?>[] types;
    private final Binder[] binders;
    private final @Nullable Object[] absent;
    private final List<String> wanted;

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
        wanted = Arrays.stream(names).filter(Objects::nonNull).toList();
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
    public List<String> names() {
        return wanted;
    }

    @Override
    public @Nullable Object handle(Invocation invocation) throws Exception {
        Map<String, Object> given = invocation.parameters();
        @Nullable Object[] values = new Object[wanted.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(wanted.get(i));
        }
        return handle(invocation, values);
    }

    @Override
    public @Nullable Object handle(Invocation invocation, @Nullable Object[] values) throws Exception {
        return call(areArguments(values) ? values : bind(invocation, values));
    }

    /** Whether these can be passed as they are. */
    private boolean areArguments(@Nullable Object[] values) {
        if (values.length != types.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null || value.getClass() != types[i] || types[i] == byte[].class) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object call(@Nullable Object[] arguments) throws Exception {
        try {
            return method.invokeExact(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new java.lang.reflect.UndeclaredThrowableException(e);
        }
    }

    private @Nullable Object[] bind(Invocation invocation, @Nullable Object[] values) {
        @Nullable Object[] arguments = new Object[types.length];
        List<Violation> violations = null;
        int next = 0;
        for (int i = 0; i < arguments.length; i++) {
            String name = names[i];
            if (name == null) {
                arguments[i] = invocation;
                continue;
            }
            Object value = values[next++];
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
