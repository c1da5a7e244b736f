package dev.vagus.registry.internal.schema;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names the properties of beans. */
final class BeanProperties {
    private BeanProperties() {}

    /** The property that this method gets; null when it gets none. */
    static @Nullable String of(Method method) {
        if (method.getParameterCount() != 0
                || method.getReturnType() == void.class
                || Modifier.isStatic(method.getModifiers())
                || method.getDeclaringClass() == Object.class
                || method.isBridge()) {
            return null;
        }
        String name = method.getName();
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") && isBoolean(method.getReturnType()) ? 2 : 0;
        if (prefix == 0 || name.length() == prefix || !Character.isUpperCase(name.charAt(prefix))) {
            return null;
        }
        return name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1);
    }

    private static boolean isBoolean(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }
}
