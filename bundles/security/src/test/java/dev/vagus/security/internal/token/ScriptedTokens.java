package dev.vagus.security.internal.token;

import dev.vagus.security.AccessRule;
import dev.vagus.security.TokenInfo;
import dev.vagus.spi.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens whose strings are only names; a test says what they are, and what becomes of them. */
public class ScriptedTokens implements Tokens {
    private final Map<String, Credential> known = new ConcurrentHashMap<>();
    private final Map<VerifiedToken, AccessRule> fallen = new ConcurrentHashMap<>();

    /** A token that is accepted, of this user with these scopes. */
    public final VerifiedToken accept(String name, String user, String... scopes) {
        VerifiedToken token = new VerifiedToken(new TokenInfo(
                "id-" + name,
                "test",
                "",
                user,
                Set.of(scopes),
                List.of("vagus"),
                null,
                Instant.MAX,
                "key",
                "ES256",
                false,
                false));
        known.put(name, token);
        return token;
    }

    /** A token that is not accepted. */
    public final RejectedToken reject(String name, AccessRule rule) {
        RejectedToken token = new RejectedToken(rule, "it falls by " + rule.label(), null);
        known.put(name, token);
        return token;
    }

    /** From now on the token is accepted no more. */
    public final void fell(VerifiedToken token, AccessRule rule) {
        fallen.put(token, rule);
    }

    @Override
    public Credential authenticate(String given, String module, long nanos) {
        Credential credential = known.get(given);
        return credential == null ? new RejectedToken(AccessRule.TOKEN_MALFORMED, "it is no token", null) : credential;
    }

    @Override
    public @Nullable RejectedToken standing(VerifiedToken token, long nanos) {
        AccessRule rule = fallen.get(token);
        return rule == null ? null : new RejectedToken(rule, "it fell by " + rule.label(), null);
    }
}
