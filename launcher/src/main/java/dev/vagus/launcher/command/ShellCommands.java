package dev.vagus.launcher.command;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The shell's built-in commands (echo, grep, each, if, while …) where no shell is open on a terminal. Their bundle would
 * open one when started, so it is left stopped and its command objects are registered from outside, once.
 */
public final class ShellCommands {
    private static final String BUNDLE = "org.apache.felix.gogo.jline";
    private static final List<String> TYPES = List.of("Builtin", "Procedural", "Posix", "Shell");
    private static final String CONVERTER = "org.apache.felix.service.command.Converter";

    private ShellCommands() {}

    /** Registers what is not registered yet; nothing while the bundle runs, which does so itself. */
    public static synchronized void register(BundleContext context, Services processor)
            throws ReflectiveOperationException {
        for (Bundle bundle : context.getBundles()) {
            if (BUNDLE.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.ACTIVE) {
                for (String type : TYPES) {
                    if (context.getServiceReference(BUNDLE + "." + type) == null) {
                        register(context, bundle.loadClass(BUNDLE + "." + type), processor);
                    }
                }
                converters(context, bundle);
            }
        }
    }

    private static void register(BundleContext context, Class<?> type, Services processor)
            throws ReflectiveOperationException {
        Field names = type.getDeclaredField("functions");
        names.setAccessible(true);
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .min((a, b) -> a.getParameterCount() - b.getParameterCount())
                .orElseThrow();
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> parameter.isInstance(processor.service())
                        ? processor.service()
                        : surroundings(parameter, context))
                .toArray();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "gogo");
        properties.put("osgi.command.function", names.get(null));
        context.registerService(type.getName(), constructor.newInstance(arguments), properties);
    }

    private static void converters(BundleContext context, Bundle bundle) throws ReflectiveOperationException {
        Class<?> type = bundle.loadClass(BUNDLE + ".Converters");
        String marker = "(component.name=" + type.getName() + ")";
        try {
            if (context.getAllServiceReferences(CONVERTER, marker) != null) {
                return;
            }
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(marker, e);
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("component.name", type.getName());
        context.registerService(
                CONVERTER, type.getConstructor(BundleContext.class).newInstance(context), properties);
    }

    /**
     * What a shell of that bundle asks of its surroundings: the framework's properties. Its end is not that of the
     * framework.
     *
     * @param type the bundle's interface for it
     */
    public static Object surroundings(Class<?> type, BundleContext context) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getName().equals("getProperty") ? context.getProperty((String) arguments[0]) : null);
    }
}
