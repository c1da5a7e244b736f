package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Offers the commands to Gogo, as one service each. */
final class GogoAdapter implements ShellAdapter {
    private final List<ServiceRegistration<Function>> registrations = new ArrayList<>();

    GogoAdapter(BundleContext context, List<Command> commands) {
        for (Command command : commands) {
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(CommandProcessor.COMMAND_SCOPE, Command.SCOPE);
            properties.put(CommandProcessor.COMMAND_FUNCTION, command.name());
            properties.put("osgi.command.description", command.summary());
            registrations.add(context.registerService(Function.class, new GogoFunction(command), properties));
        }
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
