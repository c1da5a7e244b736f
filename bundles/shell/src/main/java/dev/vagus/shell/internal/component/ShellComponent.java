package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.commands.Catalogue;
import dev.vagus.shell.internal.commands.Services;
import dev.vagus.shell.internal.model.Command;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the commands to the shell of the platform. To one only: Karaf's shell takes over the commands of Gogo too, so
 * that in Karaf each would be there twice.
 */
@Component(service = ShellComponent.class, immediate = true)
public final class ShellComponent {
    private static final String KARAF = "org.apache.karaf.shell.api.console.SessionFactory";

    private final ShellAdapter adapter;

    /** Called by the component runtime. */
    @Activate
    public ShellComponent(BundleContext context, @Reference Services services) {
        List<Command> commands = Catalogue.commands(services);
        this.adapter =
                ShellAdapter.sees(KARAF) ? new KarafAdapter(context, commands) : new GogoAdapter(context, commands);
    }

    @Deactivate
    void close() {
        adapter.close();
    }
}
