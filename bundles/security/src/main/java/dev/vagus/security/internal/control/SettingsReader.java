package dev.vagus.security.internal.control;

import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.access.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the configuration {@code dev.vagus.security}. Whatever is wrong in it is wrong with all of it. */
final class SettingsReader {
    static final String ENABLED = "enabled";
    static final String REQUIRED = "authentication.required";
    static final String LIFETIME = "token.lifetime.minutes";
    static final String ALLOWED = "allowed.modules";
    static final String GRANTS = "grants";
    static final String ROLES = "roles";
    static final String ENCRYPTION = "encryption";
    private static final String REFRESH = "refresh.lifetime.minutes";
    private static final String OPERATOR = "operator.scopes";
    private static final String ISSUER = "issuer";
    private static final String AUDIENCE = "audience";
    private static final String ALGORITHM = "algorithm";
    private static final String ALGORITHMS = "algorithms";
    private static final String SKEW = "clock.skew.seconds";
    private static final String KEYS = "keys.file";
    private static final String ISSUERS = "issuers";
    private static final String DENIED = "audit.denied.per.second";
    private static final long YEAR = Duration.ofDays(365).toMinutes();
    private static final Set<String> SIGNATURES = new TreeSet<>(List.of("HS256", "HS384", "HS512", "ES256", "RS256"));
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            ENABLED,
            REQUIRED,
            LIFETIME,
            ALLOWED,
            GRANTS,
            ROLES,
            ENCRYPTION,
            REFRESH,
            OPERATOR,
            ISSUER,
            AUDIENCE,
            ALGORITHM,
            ALGORITHMS,
            SKEW,
            KEYS,
            ISSUERS,
            DENIED));

    /** What whoever manages configurations and components adds to each. */
    private static final List<String> NOT_OURS = List.of("service.", "component.", "osgi.", "felix.", "org.", ".");

    private SettingsReader() {}

    /**
     * What the configuration says.
     *
     * @throws IllegalArgumentException when a key is not known or its value is wrong, naming it
     */
    static Settings read(Map<String, ?> configuration) {
        for (String key : configuration.keySet()) {
            if (!KNOWN.contains(key) && NOT_OURS.stream().noneMatch(key::startsWith)) {
                throw new IllegalArgumentException(key + ": there is no such key; there are " + KNOWN);
            }
        }
        Values values = new Values(configuration);
        SecuritySpec spec = spec(values);
        Settings settings = new Settings(
                values.flag(ENABLED),
                spec,
                values.list(OPERATOR, List.of("*")).stream()
                        .flatMap(each -> Stream.of(each.split("\\s+")))
                        .toList(),
                tokens(values, spec),
                (int) values.number(DENIED, 50, 1, 100_000));
        // Whether patterns, scopes and roles are valid.
        Rules.of(spec, settings.operatorScopes(), 0);
        return settings;
    }

    /** How security is when it is on, of the keys that {@link Kept} has too. */
    static SecuritySpec spec(Values values) {
        Boolean required = values.flag(REQUIRED);
        return new SecuritySpec(
                required == null || required,
                Duration.ofMinutes(values.number(LIFETIME, 120, 1, YEAR)),
                values.list(ALLOWED, List.of()),
                EncryptionLevel.valueOf(values.oneOf(ENCRYPTION, "none", Set.of("none", "basic", "strong"))
                        .toUpperCase(Locale.ROOT)),
                values.lists(GRANTS, "pattern=scope scope role:name"),
                values.lists(ROLES, "name=scope scope"));
    }

    private static TokenTerms tokens(Values values, SecuritySpec spec) {
        List<String> accepted = values.list(ALGORITHMS, List.copyOf(SIGNATURES));
        for (String each : accepted) {
            if (!SIGNATURES.contains(each)) {
                throw values.wrong(ALGORITHMS, "'" + each + "' is none of " + SIGNATURES);
            }
        }
        String algorithm = values.oneOf(ALGORITHM, "ES256", SIGNATURES);
        if (!accepted.contains(algorithm)) {
            throw values.wrong(
                    ALGORITHM,
                    algorithm + " is none of those that are accepted, so its tokens never would be: add it to "
                            + ALGORITHMS);
        }
        return new TokenTerms(
                spec.tokenLifetime(),
                Duration.ofMinutes(values.number(REFRESH, Duration.ofDays(7).toMinutes(), 1, YEAR)),
                values.name(ISSUER, "vagus"),
                values.name(AUDIENCE, "vagus"),
                algorithm,
                accepted,
                Duration.ofSeconds(values.number(SKEW, 30, 0, 300)),
                values.text(KEYS, ""),
                values.assignments(ISSUERS, "issuer=path of a JWKS file"),
                spec.encryption());
    }

    /**
     * Whether a configuration that is wrong says that security is on, or might mean it: it says something that is not
     * plainly no.
     */
    static boolean meansOn(Map<String, ?> configuration) {
        Object enabled = configuration.get(ENABLED);
        return enabled != null
                && !"false".equalsIgnoreCase(String.valueOf(enabled).strip());
    }
}
