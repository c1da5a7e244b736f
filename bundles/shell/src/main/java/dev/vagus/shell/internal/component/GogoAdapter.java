package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Offers the commands to Gogo, as one service each, and their completion to its shell on a terminal. */
final class GogoAdapter implements ShellAdapter {
    private static final String JLINE = "org.jline.terminal.Terminal";

    private final BundleContext context;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    GogoAdapter(BundleContext context, List<Command> commands) {
        this.context = context;
        boolean terminals = ShellAdapter.sees(JLINE);
        GogoScreens screens = terminals ? new JLineScreens() : GogoScreens.NONE;
        for (Command command : commands) {
            register(new GogoFunction(command, screens), command.name(), command.summary());
        }
        if (terminals) {
            GogoCompletion completion = new GogoCompletion(commands);
            register(completion.complete(), GogoCompletion.COMPLETE, "what the word at the cursor may become");
            register(completion.allows(), GogoCompletion.ALLOWS, "whether an option may still be given");
            registrations.add(context.registerService(CommandSessionListener.class, completion, null));
        }
    }

    private void register(Function function, String name, String summary) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, Command.SCOPE);
        properties.put(CommandProcessor.COMMAND_FUNCTION, name);
        properties.put("osgi.command.description", summary);
        registrations.add(context.registerService(Function.class, function, properties));
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
