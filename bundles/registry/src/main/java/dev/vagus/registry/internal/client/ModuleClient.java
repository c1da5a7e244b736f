package dev.vagus.registry.internal.client;

import dev.vagus.registry.internal.engine.ModuleIdentity;
import dev.vagus.registry.internal.engine.RegistryEngine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A typed client: a proxy of the caller's interface in the caller's class loader. It knows the module by its name only, so
 * the module may come, go and be replaced while the client lives.
 */
public final class ModuleClient implements InvocationHandler {
    private static final Object[] NONE = {};

    private final String description;
    private final Map<Method, ClientCall> calls = new HashMap<>();

    private ModuleClient(RegistryEngine engine, ModuleIdentity caller, String module, Class<?> type) {
        this.description = "client of " + module + " as " + type.getName();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            if (isOfObject(method)) {
                calls.put(method, (proxy, arguments) -> ofObject(proxy, method, arguments));
            } else if (method.isDefault()) {
                MethodHandle body = bodyOf(method);
                calls.put(method, (proxy, arguments) -> body.bindTo(proxy).invokeWithArguments(arguments));
            } else {
                calls.put(method, new ClientMethod(engine, caller, module, method));
            }
        }
    }

    /**
     * A client of this module.
     *
     * @throws IllegalArgumentException when the type is not an interface or a parameter has no name
     */
    public static <T> T of(RegistryEngine engine, ModuleIdentity caller, String module, Class<T> type) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(type.getName() + " is not an interface");
        }
        ModuleClient client = new ModuleClient(engine, caller, module, type);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, client));
    }

    private static boolean isOfObject(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static MethodHandle bodyOf(Method method) {
        try {
            Class<?> declaring = method.getDeclaringClass();
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the default method " + method + " cannot be called", e);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        ClientCall call = calls.get(method);
        Object[] given = arguments == null ? NONE : arguments;
        return call != null ? call.call(proxy, given) : ofObject(proxy, method, given);
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> description;
            default -> throw new IllegalStateException(method + " is not a method of a client");
        };
    }
}
