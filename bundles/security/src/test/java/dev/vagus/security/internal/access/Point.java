package dev.vagus.security.internal.access;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.internal.token.ScriptedTokens;
import dev.vagus.spi.Access;
import dev.vagus.spi.Credential;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A decision point with scripted tokens, whose audit is written down. */
final class Point implements AutoCloseable {
    static final long SHOP = 11;
    static final long SHELL = 99;

    final ScriptedTokens tokens = new ScriptedTokens();
    final Told told = new Told();
    final AuditTrail trail = new AuditTrail(List.of(told), 1000, System.nanoTime());
    final DecisionPoint gate;
    final Set<String> permitted = ConcurrentHashMap.newKeySet();
    private long epoch;

    Point(SecuritySpec spec) {
        gate = new DecisionPoint(
                tokens,
                id -> id == SHELL,
                (id, permission) -> permitted.contains(permission.getName()),
                trail,
                Rules.of(spec, List.of("*"), epoch),
                () -> 1_000);
    }

    /** A token is not required, and module Shop is granted this. */
    static Point granting(String... scopes) {
        return new Point(
                SecuritySpec.DEFAULTS.withAuthenticationRequired(false).withGrants(Map.of("Shop", List.of(scopes))));
    }

    void change(SecuritySpec spec, String... operatorScopes) {
        gate.rules(Rules.of(spec, List.of(operatorScopes), ++epoch));
    }

    /** What becomes of it when module Shop asks. */
    @Nullable
    AccessRefusedException shop(Access access, @Nullable Credential credential) {
        return gate.checkpoint(access).refusal("Shop", SHOP, credential, System.nanoTime());
    }

    /** The rule that refuses module Shop, or null. */
    @Nullable
    AccessRule rule(Access access, @Nullable Credential credential) {
        AccessRefusedException refusal = shop(access, credential);
        return refusal == null ? null : refusal.rule();
    }

    @Override
    public void close() {
        trail.close();
    }
}
