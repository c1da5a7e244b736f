package dev.vagus.examples.labrunner;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The steps of the first version. */
@Component
public final class BasicSteps implements Steps {
    @Override
    public List<String> actions(String stepName, Map<String, Object> parameters) {
        Object name = parameters.getOrDefault("Name", "lab");
        return switch (stepName) {
            case "DeployVM" -> List.of("create machine " + name, "start machine " + name);
            case "ConfigureNetwork" -> List.of("create network " + name, "join machines to " + name);
            case "TakeSnapshot" -> List.of("freeze " + name, "copy " + name, "resume " + name);
            default -> throw new UnknownStepException(stepName, "DeployVM, ConfigureNetwork, TakeSnapshot");
        };
    }

    @Override
    public String statusWhenDone() {
        return "completed";
    }
}
