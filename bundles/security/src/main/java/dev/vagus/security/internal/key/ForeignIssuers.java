package dev.vagus.security.internal.key;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The other issuers whose tokens are accepted, each with its own keys. Thread-safe. */
public final class ForeignIssuers {
    private final Map<String, ForeignIssuer> issuers = new LinkedHashMap<>();

    /**
     * Reads the files; what is wrong with one is logged, and its issuer has no keys.
     *
     * @param before those from before, of which those with the same file go on as they are; null for none
     */
    public ForeignIssuers(Map<String, Path> files, @Nullable ForeignIssuers before) {
        files.forEach((name, file) -> {
            ForeignIssuer known = before == null ? null : before.issuers.get(name);
            issuers.put(name, known != null && known.reads(file) ? known : new ForeignIssuer(name, file));
        });
        reread();
    }

    /** Whether there are any. */
    public boolean isEmpty() {
        return issuers.isEmpty();
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(issuers.keySet());
    }

    /** Whether this is one of them. */
    public boolean knows(String issuer) {
        return issuers.containsKey(issuer);
    }

    /** The key of an issuer for a token; null when there is none. */
    public @Nullable TrustedKey find(String issuer, @Nullable String keyId, JWSAlgorithm algorithm) {
        ForeignIssuer found = issuers.get(issuer);
        return found == null ? null : found.find(keyId, algorithm);
    }

    /** Reads the files that have changed. Says whether any keys have. */
    public boolean reread() {
        boolean changed = false;
        for (ForeignIssuer each : issuers.values()) {
            changed |= each.reread();
        }
        return changed;
    }
}
