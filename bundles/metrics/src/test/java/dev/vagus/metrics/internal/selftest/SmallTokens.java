package dev.vagus.metrics.internal.selftest;

import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tokens in small. */
final class SmallTokens {
    final World world;

    @Nullable
    String refusal;

    private final Map<String, TokenInfo> issued = new LinkedHashMap<>();
    private final Set<String> revoked = new TreeSet<>();

    SmallTokens(World world) {
        this.world = world;
    }

    synchronized List<String> leftovers() {
        return issued.values().stream()
                .map(TokenInfo::id)
                .filter(id -> !revoked.contains(id))
                .toList();
    }

    synchronized IssuedToken issue(TokenRequest request) {
        if (refusal != null) {
            throw new AccessRefusedException(AccessRule.GRANT, refusal, null);
        }
        String id = "token-" + issued.size();
        String user = world.has(Fault.SPEAKS_FOR_SOMEBODY_ELSE) ? "root" : request.user();
        TokenInfo info = new TokenInfo(
                id, "test", "", user, request.scopes(), List.of(), null, Instant.MAX, "k", "ES256", false, false);
        String token = "head." + id + ".sign";
        issued.put(token, info);
        return new IssuedToken(token, null, info);
    }

    synchronized TokenInfo verify(String token) {
        TokenInfo info = issued.get(token);
        if (info == null) {
            if (world.has(Fault.TAKES_CHANGED_TOKENS)) {
                return issued.values().iterator().next();
            }
            throw new AccessRefusedException(AccessRule.TOKEN_SIGNATURE, "the signature is wrong", null);
        }
        if (revoked.contains(info.id()) && !world.has(Fault.TAKES_REVOKED_TOKENS)) {
            throw new AccessRefusedException(AccessRule.TOKEN_REVOKED, "revoked", null);
        }
        return info;
    }

    synchronized long revoke(Revocation which) {
        revoked.add(which.value());
        return 1;
    }
}
