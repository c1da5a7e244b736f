package dev.vagus.examples.labrunner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The steps of the second version: it knows one more, and verifies the result of each. */
@Component
public final class VerifiedSteps implements Steps {
    @Override
    public List<String> actions(String stepName, Map<String, Object> parameters) {
        Object name = parameters.getOrDefault("Name", "lab");
        List<String> actions = new ArrayList<>(
                switch (stepName) {
                    case "DeployVM" -> List.of("clone machine " + name + " from template", "start machine " + name);
                    case "ConfigureNetwork" -> List.of("create network " + name, "join machines to " + name);
                    case "TakeSnapshot" -> List.of("copy " + name + " while it runs");
                    case "RestoreSnapshot" -> List.of("stop " + name, "copy back " + name, "start " + name);
                    default ->
                        throw new UnknownStepException(
                                stepName, "DeployVM, ConfigureNetwork, TakeSnapshot, RestoreSnapshot");
                });
        actions.add("verify " + name);
        return List.copyOf(actions);
    }

    @Override
    public String statusWhenDone() {
        return "verified";
    }
}
