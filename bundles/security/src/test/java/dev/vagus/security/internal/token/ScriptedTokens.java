package dev.vagus.security.internal.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.vagus.security.AccessRule;
import dev.vagus.security.internal.key.KeyRing;
import dev.vagus.security.internal.key.KeySource;
import dev.vagus.security.internal.key.TrustedKey;
import dev.vagus.spi.Credential;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens whose strings are only names; a test says what they are, and what becomes of them. */
public class ScriptedTokens implements Tokens {
    private static final String JWK =
            "{\"kty\":\"oct\",\"kid\":\"key\",\"alg\":\"HS256\",\"use\":\"sig\",\"k\":\"" + "A".repeat(43) + "\"}";
    private static final long ENDLESS = 4_000_000_000_000L;
    private static final TrustedKey KEY = key();
    private static final Header HEADER = new Header(JWSAlgorithm.HS256, Header.ACCESS, "key");

    private final Map<String, Credential> known = new ConcurrentHashMap<>();
    private final Map<VerifiedToken, AccessRule> fallen = new ConcurrentHashMap<>();

    /** A token that is accepted, of this user with these scopes. */
    public final VerifiedToken accept(String name, String user, String... scopes) {
        Claims claims = new Claims(
                "test", user, "id-" + name, "", Set.of(scopes), List.of("vagus"), ENDLESS, 0, null, 0, "", 0, 0);
        TokenCheck.Accepted accepted = new TokenCheck.Accepted(HEADER, claims, KEY, true, ENDLESS);
        VerifiedToken token =
                new VerifiedToken(accepted, this, new VerifiedToken.Proof(0, null, Long.MAX_VALUE, ENDLESS));
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

    private static TrustedKey key() {
        return new KeyRing(
                        KeySource.of("env:KEYS", Path.of("unused"), name -> JWK),
                        JWSAlgorithm.HS256,
                        InstantSource.system(),
                        id -> Instant.MAX)
                .trusted()
                .get(0);
    }
}
