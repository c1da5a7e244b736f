package dev.vagus.registry.internal.component.module;

import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The module that tests install into a real framework, where it has a class loader of its own. */
public final class LabActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        if (context.getBundle().getHeaders("").get("Lab-Fails-To-Start") != null) {
            throw new IllegalStateException("the lab is broken");
        }
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", "LabRunner");
        properties.put(Constants.SERVICE_DESCRIPTION, "a lab");
        context.registerService(
                Lab.class.getName(), new Lab(context.getBundle().getVersion().toString()), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }

    /** What the lab answers. */
    public record StepResult(String step, String version, List<Phase> phases) {}

    /** An enum of the module's own. */
    public enum Phase {
        BEGUN,
        ENDED
    }

    /** An error of the module's own. */
    public static final class LabBrokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LabBrokenException(String message) {
            super(message);
        }
    }

    /** Not public, as components often are. */
    static final class Lab {
        private final String version;

        Lab(String version) {
            this.version = version;
        }

        @ApiOperation
        public StepResult run(@ApiParameter(name = "StepName") String stepName) {
            return new StepResult(stepName, version, List.of(Phase.values()));
        }

        @ApiOperation
        public StepResult fail(@ApiParameter(name = "Result", required = false) StepResult result) {
            throw new LabBrokenException(String.valueOf(result));
        }

        @ApiOperation
        public Map<String, Phase> phases() {
            return Map.of("first", Phase.BEGUN);
        }
    }
}
