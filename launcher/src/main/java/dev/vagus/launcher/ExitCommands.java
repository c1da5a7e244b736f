package dev.vagus.launcher;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** The shell commands {@code exit} and {@code shutdown}: stop the framework, and with it the process. */
public final class ExitCommands {
    private final Framework framework;

    ExitCommands(Framework framework) {
        this.framework = framework;
    }

    static void register(Framework framework, BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.command.scope", "vagus");
        properties.put("osgi.command.function", new String[] {"exit", "shutdown"});
        context.registerService(ExitCommands.class, new ExitCommands(framework), properties);
    }

    /** Called by the shell. */
    public void exit() throws BundleException {
        framework.stop();
    }

    /** Called by the shell. */
    public void shutdown() throws BundleException {
        framework.stop();
    }
}
