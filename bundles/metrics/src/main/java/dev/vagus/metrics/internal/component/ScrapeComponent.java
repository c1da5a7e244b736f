package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.internal.http.ScrapeServlet;
import jakarta.servlet.Servlet;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offers the scrape endpoint to an HTTP whiteboard. Switched on by {@link ExpositionComponent} where servlets are known. */
@Component(
        name = ScrapeComponent.NAME,
        enabled = false,
        immediate = true,
        service = {})
public final class ScrapeComponent {
    /** The component's name. */
    static final String NAME = "dev.vagus.metrics.scrape";

    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

    private final ServiceRegistration<Servlet> registration;

    /** Called by the component runtime. */
    @Activate
    public ScrapeComponent(BundleContext context, @Reference ExpositionComponent exposition) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PATTERN, exposition.path());
        properties.put("osgi.http.whiteboard.servlet.name", "vagus-metrics");
        registration = context.registerService(Servlet.class, new ScrapeServlet(exposition.exposition()), properties);
    }

    @Deactivate
    void stop() {
        registration.unregister();
    }
}
