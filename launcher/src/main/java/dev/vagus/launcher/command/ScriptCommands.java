package dev.vagus.launcher.command;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The shell's built-in commands (echo, grep, each, if, while …) for {@code -c}. Their bundle would open a terminal when
 * started, so it is left stopped and its command objects are registered from outside.
 */
final class ScriptCommands {
    private static final String BUNDLE = "org.apache.felix.gogo.jline";
    private static final List<String> TYPES = List.of("Builtin", "Procedural", "Posix");

    private ScriptCommands() {}

    static void register(BundleContext context, Services processor) throws ReflectiveOperationException {
        for (Bundle bundle : context.getBundles()) {
            if (BUNDLE.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.ACTIVE) {
                for (String type : TYPES) {
                    register(context, bundle.loadClass(BUNDLE + "." + type), processor);
                }
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
        Object commands = constructor.getParameterCount() == 0
                ? constructor.newInstance()
                : constructor.newInstance(processor.service());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "gogo");
        properties.put("osgi.command.function", names.get(null));
        context.registerService(type.getName(), commands, properties);
    }
}
