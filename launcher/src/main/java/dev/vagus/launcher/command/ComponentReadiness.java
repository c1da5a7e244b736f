package dev.vagus.launcher.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Waits until no enabled declarative component waits for a service any more. Components that wait for a configuration do
 * not count: nothing may ever bring that one.
 */
public final class ComponentReadiness {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final int UNSATISFIED_REFERENCE = 2; // ComponentConfigurationDTO
    private static final long POLL_MILLIS = 20;

    private final BundleContext context;

    public ComponentReadiness(BundleContext context) {
        this.context = context;
    }

    /** Waits at most so long; returns one line per component that still waits, naming what for. */
    public List<String> await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<String> waiting = waiting();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            waiting = waiting();
        }
        return waiting;
    }

    private List<String> waiting() {
        Services runtime = Services.find(context, RUNTIME);
        if (runtime == null) {
            return List.of("no component can run: the service " + RUNTIME + " is not there");
        }
        try {
            List<String> waiting = new ArrayList<>();
            Object all =
                    runtime.call("getComponentDescriptionDTOs", List.of(Bundle[].class), (Object) context.getBundles());
            for (Object description : Services.elements(all)) {
                collect(runtime, description, waiting);
            }
            return waiting;
        } catch (Exception e) {
            return List.of("the state of the components cannot be read: " + e);
        }
    }

    private static void collect(Services runtime, Object description, List<String> waiting) throws Exception {
        List<Class<?>> parameter = List.of(description.getClass());
        if (!Boolean.TRUE.equals(runtime.call("isComponentEnabled", parameter, description))) {
            return;
        }
        Object configurations = runtime.call("getComponentConfigurationDTOs", parameter, description);
        for (Object configuration : Services.elements(configurations)) {
            if (Integer.valueOf(UNSATISFIED_REFERENCE).equals(Services.field(configuration, "state"))) {
                waiting.add("component " + Services.field(description, "name") + " waits for "
                        + references(description, configuration));
            }
        }
    }

    private static String references(Object description, Object configuration) throws ReflectiveOperationException {
        List<String> texts = new ArrayList<>();
        for (Object unsatisfied : Services.elements(Services.field(configuration, "unsatisfiedReferences"))) {
            String name = String.valueOf(Services.field(unsatisfied, "name"));
            Object target = Services.field(unsatisfied, "target");
            texts.add(interfaceOf(description, name) + (target == null ? "" : " " + target));
        }
        return texts.stream().distinct().collect(Collectors.joining(", "));
    }

    private static String interfaceOf(Object description, String reference) throws ReflectiveOperationException {
        for (Object declared : Services.elements(Services.field(description, "references"))) {
            if (reference.equals(Services.field(declared, "name"))) {
                return Objects.toString(Services.field(declared, "interfaceName"), reference);
            }
        }
        return reference;
    }
}
