package dev.vagus.shell.internal.commands;

import dev.vagus.security.AccessExplanation;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Security in memory, which decides nothing. */
final class FakeSecurity implements SecurityService {
    final List<SecuritySnapshot.Key> keys = new ArrayList<>();
    SecuritySpec spec = SecuritySpec.DEFAULTS;
    boolean enabled;

    @Nullable
    String shown;

    @Override
    public SecuritySnapshot enable(SecuritySpec how) {
        spec = how;
        enabled = true;
        return snapshot();
    }

    @Override
    public SecuritySnapshot disable() {
        enabled = false;
        return snapshot();
    }

    @Override
    public SecuritySnapshot snapshot() {
        return new SecuritySnapshot(
                enabled,
                enabled ? "code" : "default",
                spec,
                enabled ? Set.of("bus", "events", "registry") : Set.of(),
                "vagus",
                List.of("vagus"),
                List.of("ES256"),
                keys,
                7,
                3,
                2,
                1,
                new SecuritySnapshot.TokenChecks(40, 2, Map.of(AccessRule.TOKEN_EXPIRED, 5L)));
    }

    @Override
    public AccessExplanation explain(String module, String access, @Nullable String token) {
        shown = token;
        return new AccessExplanation(
                module,
                token == null ? "" : "ann",
                "api:" + access,
                List.of("lab:run"),
                false,
                "token-scope",
                "ann's token has not lab:run");
    }

    @Override
    public SecuritySnapshot rotateSigningKey() {
        keys.add(new SecuritySnapshot.Key("k-sig", "sig", "ES256", Instant.EPOCH, null));
        return snapshot();
    }

    @Override
    public SecuritySnapshot rotateEncryptionKey() {
        keys.add(new SecuritySnapshot.Key("k-enc", "enc", "A256GCM", Instant.EPOCH, Instant.EPOCH));
        return snapshot();
    }
}
