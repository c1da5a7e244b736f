package dev.vagus.launcher.command;

import java.lang.reflect.Proxy;

/** A command that is known to one session only: a variable of the session whose value is a function. */
public final class GogoFunction {
    private GogoFunction() {}

    /**
     * A function without arguments and result.
     *
     * @param gogo the class loader of Gogo's bundle
     * @param name for people
     */
    public static Object of(ClassLoader gogo, String name, Runnable work) throws ClassNotFoundException {
        Class<?> function = Class.forName("org.apache.felix.service.command.Function", false, gogo);
        return Proxy.newProxyInstance(gogo, new Class<?>[] {function}, (proxy, method, arguments) -> {
            if (method.getName().equals("execute")) {
                work.run();
            }
            return method.getName().equals("toString") ? name : null;
        });
    }
}
