package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that show policies. */
final class PolicyCommands {
    private static final Table<PolicySnapshot> POLICIES = new Table<PolicySnapshot>()
            .text("POLICY", PolicySnapshot::source)
            .wrapped("TARGETS", policy -> String.join(", ", policy.targets()))
            .wrapped("SETTINGS", PolicyCommands::settings);

    private static final Table<FailedRegistration> REFUSED = new Table<FailedRegistration>()
            .text("REFUSED", FailedRegistration::name)
            .wrapped("WHY", FailedRegistration::reason);

    private static final String SET = "--set";

    private final Services services;
    private final Breakers breakers;

    PolicyCommands(Services services) {
        this.services = services;
        this.breakers = new Breakers(services);
    }

    List<Command> all() {
        return List.of(
                Command.named("policy-list", "list the policies: what they apply to, what they say, which were refused")
                        .json()
                        .example("policy-list")
                        .does(this::list),
                Command.named("policy-show", "show every setting that holds for an operation or guard, and its source")
                        .argument("TARGET", "such as LabRunner.ExecuteStep or guard:LabRunner.warehouse", this::targets)
                        .option(SET, "", "only what policies say, without the defaults")
                        .json()
                        .example("policy-show LabRunner.ExecuteStep")
                        .does(this::show));
    }

    private List<String> targets() {
        return Stream.concat(new Operations(services).names().stream(), breakers.names().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void list(Arguments arguments, Output output) {
        CircuitBreakers present = services.breakers();
        List<PolicySnapshot> policies = present.policies();
        List<FailedRegistration> refused = present.failedPolicies();
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("policies", policies, "refused", refused));
            return;
        }
        if (policies.isEmpty()) {
            output.line("no policies; policy-show TARGET shows the defaults");
        } else {
            output.table(POLICIES, policies);
        }
        if (!refused.isEmpty()) {
            output.line("");
            output.table(REFUSED, refused);
            output.line("what a refused one said before still holds");
        }
    }

    private void show(Arguments arguments, Output output) {
        String target = arguments.get("TARGET");
        CircuitBreakers present = services.breakers();
        List<Setting> settings = new ArrayList<>(present.policy(target));
        requireKnown(target);
        if (arguments.has(SET)) {
            settings.removeIf(setting -> setting.source().equals(Setting.DEFAULT));
        } else {
            settings.addAll(0, settingsOfTheRegistry(target, settings));
        }
        if (arguments.has(Command.JSON)) {
            output.json(settings);
            return;
        }
        if (settings.isEmpty()) {
            output.line("no policy says anything about " + target);
        } else {
            SettingTable.print(settings, output);
        }
        int refused = present.failedPolicies().size();
        if (refused > 0) {
            output.line("");
            output.line((refused == 1 ? "1 policy was" : refused + " policies were") + " refused: see policy-list");
        }
    }

    /** What the registry decides when no policy does. */
    private List<Setting> settingsOfTheRegistry(String target, List<Setting> said) {
        ApiRegistry registry = services.findRegistry();
        if (registry == null || registry.operation(target).isEmpty()) {
            return List.of();
        }
        Set<String> known = said.stream().map(Setting::key).collect(Collectors.toSet());
        return registry.explain(target).settings().stream()
                .filter(setting -> !known.contains(setting.key()))
                .toList();
    }

    /** What has a prefix may come later, and is then as typed; an operation that is not there is a typing error. */
    private void requireKnown(String target) {
        List<String> known = targets();
        if (target.indexOf(':') < 0 && !known.contains(target)) {
            throw new CommandException("no operation " + target
                    + Similar.hint(target, known, "; api-list shows the operations, breaker-list the guards"));
        }
    }

    private static String settings(PolicySnapshot policy) {
        return policy.settings().stream()
                .map(setting -> setting.key() + "=" + SettingTable.value(setting))
                .collect(Collectors.joining("; "));
    }
}
