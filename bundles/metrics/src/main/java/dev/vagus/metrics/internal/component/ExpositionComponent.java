package dev.vagus.metrics.internal.component;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.metrics.internal.prometheus.Exposition;
import dev.vagus.metrics.internal.prometheus.Sources;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.SecurityService;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds what is scraped, and switches the endpoint on where the servlet API is wired to this bundle. */
@Component(
        name = "dev.vagus.metrics.exposition",
        configurationPid = MetricsConfig.PID,
        immediate = true,
        service = ExpositionComponent.class)
public final class ExpositionComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ExpositionComponent.class);
    private static final String DEFAULT_PATH = "/metrics";

    private final MetricsComponent metrics;
    private final Exposition exposition;
    private final MetricsConfig config;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable MessageBus bus;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ApiRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventPublisher events;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventHistory history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable CircuitBreakers breakers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SecurityService security;

    /** Called by the component runtime. */
    @Activate
    public ExpositionComponent(ComponentContext context, MetricsConfig config, @Reference MetricsComponent metrics) {
        this.metrics = metrics;
        this.config = config;
        exposition = new Exposition(this::sources, metrics::seriesMax, Clock.systemUTC());
        if (knowsServlets()) {
            context.enableComponent(ScrapeComponent.NAME);
        }
    }

    private static boolean knowsServlets() {
        try {
            Class.forName("jakarta.servlet.http.HttpServlet", false, ExpositionComponent.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private Sources sources() {
        return new Sources(metrics.meters(), bus, registry, events, history, breakers, security);
    }

    /** What is scraped. */
    Exposition exposition() {
        return exposition;
    }

    /** Where the endpoint is. */
    String path() {
        String path = config.scrape_path().strip();
        if (path.startsWith("/") && path.length() > 1 && !path.endsWith("/")) {
            return path;
        }
        LOG.error(
                "scrape.path of {} must begin with a slash and name something, such as {}, which is used now: {}",
                MetricsConfig.PID,
                DEFAULT_PATH,
                path);
        return DEFAULT_PATH;
    }
}
