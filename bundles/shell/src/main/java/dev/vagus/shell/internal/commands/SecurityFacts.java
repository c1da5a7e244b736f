package dev.vagus.shell.internal.commands;

import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySnapshot.Key;
import dev.vagus.security.SecuritySnapshot.TokenChecks;
import dev.vagus.security.SecuritySpec;
import dev.vagus.shell.internal.model.Choices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How security is, as a person reads it. */
final class SecurityFacts {
    private SecurityFacts() {}

    static Map<String, @Nullable Object> of(SecuritySnapshot snapshot) {
        SecuritySpec spec = snapshot.spec();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("security", (snapshot.enabled() ? "on" : "off") + " (" + source(snapshot.source()) + ")");
        facts.put("needed by", List.copyOf(new TreeSet<>(snapshot.guarded())));
        facts.put("authentication", spec.authenticationRequired() ? "required" : "optional");
        facts.put("modules allowed", spec.allowedModules().isEmpty() ? List.of("every one") : spec.allowedModules());
        facts.put("grants", joined(spec.grants()));
        facts.put("roles", joined(spec.roles()));
        facts.put("lifetime of tokens", Times.text(spec.tokenLifetime()));
        facts.put("encryption", Choices.label(spec.encryption()));
        facts.put("issuer", snapshot.issuer());
        facts.put("issuers accepted", snapshot.issuers());
        facts.put("algorithms accepted", snapshot.algorithms());
        facts.put("keys", snapshot.keys().stream().map(SecurityFacts::key).toList());
        facts.put("accesses allowed", snapshot.allowed());
        facts.put("accesses refused", snapshot.refused());
        facts.put("tokens known", snapshot.knownTokens());
        facts.put("revocations", snapshot.revocations());
        facts.put("tokens accepted", checks(snapshot.tokenChecks()));
        facts.put("tokens not accepted", refusals(snapshot.tokenChecks()));
        return facts;
    }

    private static String checks(TokenChecks checks) {
        return (checks.known() + checks.verified()) + " times, " + checks.verified()
                + " of them after a check of the signature";
    }

    private static Map<String, Object> refusals(TokenChecks checks) {
        Map<String, Object> counts = new TreeMap<>();
        checks.refused().forEach((rule, count) -> counts.put(rule.label(), count));
        return counts;
    }

    private static String source(String source) {
        return switch (source) {
            case "default" -> "nobody switched it on";
            case "code" -> "by security-enable or in code";
            default -> "by the configuration " + source;
        };
    }

    private static @Nullable Object joined(Map<String, List<String>> lists) {
        if (lists.isEmpty()) {
            return List.of();
        }
        Map<String, Object> lines = new LinkedHashMap<>();
        lists.forEach((name, list) -> lines.put(name, String.join(" ", list)));
        return lines;
    }

    private static String key(Key key) {
        return key.id() + " " + key.use() + " " + key.algorithm()
                + (key.created() == null ? "" : " of " + Times.date(key.created()))
                + (key.retired() == null ? "" : ", retired " + Times.date(key.retired()));
    }
}
