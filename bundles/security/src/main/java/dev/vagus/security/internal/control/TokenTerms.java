package dev.vagus.security.internal.control;

import dev.vagus.security.EncryptionLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How tokens and keys are to be. Immutable.
 *
 * @param lifetime how long access tokens last that are issued without saying so
 * @param refreshLifetime how long refresh tokens last
 * @param issuer the name under which tokens are issued here
 * @param audience for whom they are meant, and what those of other issuers must be meant for
 * @param algorithm by what they are signed here
 * @param algorithms what is accepted
 * @param clockSkew by how much clocks may differ
 * @param keysFile where the keys are; empty for a file of our own
 * @param issuers the other issuers, each with the path of the JWKS file with its keys
 * @param encryption how marked payloads are encrypted
 */
public record TokenTerms(
        Duration lifetime,
        Duration refreshLifetime,
        String issuer,
        String audience,
        String algorithm,
        List<String> algorithms,
        Duration clockSkew,
        String keysFile,
        Map<String, String> issuers,
        EncryptionLevel encryption) {
    /** Copies the collections. */
    public TokenTerms {
        algorithms = List.copyOf(algorithms);
        issuers = Map.copyOf(issuers);
    }

    /** The same, where it is not a configuration that says these two. */
    TokenTerms with(Duration otherLifetime, EncryptionLevel otherEncryption) {
        return new TokenTerms(
                otherLifetime,
                refreshLifetime,
                issuer,
                audience,
                algorithm,
                algorithms,
                clockSkew,
                keysFile,
                issuers,
                otherEncryption);
    }

    /** The names of all issuers whose tokens are accepted, our own first. */
    public List<String> acceptedIssuers() {
        List<String> all = new ArrayList<>(List.of(issuer));
        issuers.keySet().stream().sorted().forEach(all::add);
        return all;
    }
}
