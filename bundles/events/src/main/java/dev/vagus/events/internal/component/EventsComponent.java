package dev.vagus.events.internal.component;

import dev.vagus.delivery.configuration.Given;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The life of the event system: it runs while the bundle does, with or without a configuration. */
@Component(
        service = {},
        immediate = true,
        configurationPid = Settings.PID)
@Designate(ocd = EventsConfiguration.class)
public final class EventsComponent {
    private final EventSystem system;
    private Settings settings;

    /** Starts. */
    @Activate
    public EventsComponent(BundleContext context, Map<String, Object> configuration) {
        Given given = Settings.given(configuration);
        settings = Settings.read(given, Settings.DEFAULTS);
        system = new EventSystem(context, settings);
        system.refused(given.wrong());
        system.start();
    }

    /** Takes a changed configuration up. */
    @Modified
    void changed(Map<String, Object> configuration) {
        Given given = Settings.given(configuration);
        settings = Settings.read(given, settings);
        system.refused(given.wrong());
        system.change(settings);
    }

    /** Stops. */
    @Deactivate
    void stop() {
        system.stop();
    }
}
