package dev.vagus.security.internal.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.vagus.security.internal.key.KeyRules;
import dev.vagus.security.internal.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How tokens are issued and checked.
 *
 * @param issuer our name
 * @param audience whom tokens must be meant for
 * @param algorithm by which is signed
 * @param algorithms which are accepted, whoever issued a token
 * @param skew how far clocks may be apart: before the time of any token, and after that of other issuers' tokens
 * @param accessLifetime of access tokens that do not say so
 * @param refreshLifetime of each refresh token
 * @param keys where our keys are, as {@code KeySource.of} has it; empty for a file of our own
 * @param folder where our files are
 * @param issuers by name of another issuer, the file with its JWK set
 */
public record TokenSettings(
        String issuer,
        String audience,
        JWSAlgorithm algorithm,
        Set<JWSAlgorithm> algorithms,
        Duration skew,
        Duration accessLifetime,
        Duration refreshLifetime,
        String keys,
        Path folder,
        Map<String, Path> issuers) {
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when one is not valid, naming it
     */
    public TokenSettings {
        algorithms = Set.copyOf(algorithms);
        issuers = Map.copyOf(issuers);
        name("issuer", issuer);
        name("audience", audience);
        issuers.keySet().forEach(each -> name("issuers", each));
        if (issuers.containsKey(issuer)) {
            throw new IllegalArgumentException(
                    "issuers: '" + issuer + "' is our own name; its keys are those of keys.file");
        }
        if (!KeyRules.ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("algorithms: there are only " + KeyRules.ALGORITHMS);
        }
        if (!algorithms.contains(algorithm)) {
            throw new IllegalArgumentException("algorithm: " + algorithm + " is none of those accepted, " + algorithms);
        }
        if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
            throw new IllegalArgumentException("clock.skew.seconds must be from 0 to 300, but is " + skew);
        }
        lifetime("token.lifetime.minutes", accessLifetime);
        lifetime("refresh.lifetime.minutes", refreshLifetime);
    }

    /** The defaults, with files in this folder. */
    public static TokenSettings defaults(Path folder) {
        return new TokenSettings(
                "vagus",
                "vagus",
                JWSAlgorithm.ES256,
                KeyRules.ALGORITHMS,
                Duration.ofSeconds(30),
                Duration.ofMinutes(120),
                Duration.ofDays(7),
                "",
                folder,
                Map.of());
    }

    /** The same for this algorithm of signatures. */
    public TokenSettings signing(JWSAlgorithm by) {
        return new TokenSettings(
                issuer, audience, by, algorithms, skew, accessLifetime, refreshLifetime, keys, folder, issuers);
    }

    /** The same, accepting these algorithms. */
    public TokenSettings accepting(Set<String> names) {
        return new TokenSettings(
                issuer,
                audience,
                algorithm,
                names.stream().map(KeyRules::algorithm).collect(Collectors.toUnmodifiableSet()),
                skew,
                accessLifetime,
                refreshLifetime,
                keys,
                folder,
                issuers);
    }

    /** The same with these issuers. */
    public TokenSettings trusting(Map<String, Path> others) {
        return new TokenSettings(
                issuer, audience, algorithm, algorithms, skew, accessLifetime, refreshLifetime, keys, folder, others);
    }

    /** The same with keys from there. */
    public TokenSettings withKeys(String source) {
        return new TokenSettings(
                issuer,
                audience,
                algorithm,
                algorithms,
                skew,
                accessLifetime,
                refreshLifetime,
                source,
                folder,
                issuers);
    }

    /** What they say, for people. */
    List<String> algorithmNames() {
        return algorithms.stream().map(JWSAlgorithm::getName).sorted().toList();
    }

    private static void name(String setting, String text) {
        if (text.isBlank() || !Claims.isName(text)) {
            throw new IllegalArgumentException(setting + ": a name must be visible characters, at most 256");
        }
    }

    private static void lifetime(String setting, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Ledger.LONGEST) > 0) {
            throw new IllegalArgumentException(setting + " must be from 1 minute to 366 days, but is " + time);
        }
    }
}
