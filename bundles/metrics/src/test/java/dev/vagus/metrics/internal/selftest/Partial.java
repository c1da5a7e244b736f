package dev.vagus.metrics.internal.selftest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An interface of which a test needs some methods only: those that another object has under the same signature. */
final class Partial {
    private Partial() {}

    static <T> T of(Class<T> type, Object behaviour) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, words) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(behaviour, words);
                    }
                    return call(behaviour, method, words);
                }));
    }

    private static Object call(Object behaviour, Method method, Object[] words) throws Throwable {
        try {
            Method own = behaviour.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            own.setAccessible(true);
            return own.invoke(behaviour, words);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("nobody is expected to call " + method, e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
