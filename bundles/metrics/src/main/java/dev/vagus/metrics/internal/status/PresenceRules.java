package dev.vagus.metrics.internal.status;

import dev.vagus.security.SecuritySnapshot;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is wrong with bundles that are missing, gates that are required, and configurations that were refused. */
final class PresenceRules {
    private static final String CHECK = ", then vagus:self-test basic";

    private final Issues issues;

    PresenceRules(Issues issues) {
        this.issues = issues;
    }

    void judge(Facts facts) {
        needed(facts.bus(), "bus", "no message is sent or heard");
        needed(facts.registry(), "registry", "no operation can be called");
        needed(facts.events(), "events", "no event is raised or heard");
        if (facts.breakers() == null) {
            issues.note(
                    "breaker",
                    "the bundle dev.vagus.breaker is not started",
                    "calls go on without breakers and policies",
                    start("breaker"));
        } else {
            issues.refusals(facts.breakers().refusedPolicies(), "configuration", "vagus:policy-list");
        }
        if (facts.security() == null) {
            issues.note(
                    "security",
                    "the bundle dev.vagus.security is not started",
                    "there are no tokens and no rules",
                    start("security"));
        } else if (facts.security().snapshot() != null) {
            configuration(facts.security().snapshot());
        }
        if (!facts.refusal().isEmpty()) {
            issues.warn(
                    "configuration",
                    "the configuration dev.vagus.metrics is wrong",
                    facts.refusal(),
                    "correct it, then vagus:status");
        }
        gates(facts);
    }

    private void needed(@Nullable Object part, String bundle, String meaning) {
        if (part == null) {
            issues.alarm(bundle, "the bundle dev.vagus." + bundle + " is not started", meaning, start(bundle));
        }
    }

    private static String start(String bundle) {
        return "start it: 'lb dev.vagus." + bundle + "' shows its number, 'start NUMBER' starts it" + CHECK;
    }

    private void configuration(SecuritySnapshot security) {
        if (security.source().contains("wrong")) {
            issues.alarm(
                    "configuration",
                    "the configuration dev.vagus.security is refused",
                    "a key in it is wrong; the log says which",
                    "correct it; vagus:security-show shows what holds until then");
        }
    }

    private void gates(Facts facts) {
        Map<String, Set<String>> absent = new TreeMap<>();
        facts.required().forEach((guarded, names) -> names.stream()
                .filter(name -> !facts.gates().contains(name))
                .forEach(name ->
                        absent.computeIfAbsent(name, n -> new TreeSet<>()).add(guarded)));
        absent.forEach((gate, guarded) -> issues.alarm(
                "gates",
                "the gate '" + gate + "' is required and not there: " + String.join(", ", guarded)
                        + " refuse everything",
                "its bundle is not started, or its configuration was refused",
                "start its bundle again (that of 'security' is dev.vagus.security); where it cannot come back,"
                        + " vagus:gate-release " + gate + " lets everything pass; vagus:gate-list shows all"));
    }
}
