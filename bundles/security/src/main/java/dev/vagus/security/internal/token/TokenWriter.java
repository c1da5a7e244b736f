package dev.vagus.security.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.key.KeyException;
import dev.vagus.security.internal.key.SigningKey;
import dev.vagus.security.internal.ledger.Issue;
import dev.vagus.security.internal.ledger.Ledger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Signs tokens, and enters them in the ledger. Thread-safe. */
final class TokenWriter {
    private static final int ID_BYTES = 16;
    private static final long SECOND = 1000;

    private final TokenSettings settings;
    private final Ledger ledger;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    TokenWriter(TokenSettings settings, Ledger ledger, InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The places of an access token and a refresh token among what is issued; taken before it is looked whether they may be. */
    record Places(long access, long refresh) {}

    Places places() {
        return new Places(ledger.next(), ledger.next());
    }

    /** For whom, and as what: what all tokens of a family have in common. */
    private record Holder(String module, String user, Set<String> scopes, String family, Duration lifetime) {
        String subject() {
            return user.isEmpty() ? module : user;
        }
    }

    /** One token to be signed. */
    private record Draft(String id, long place, long generation, Instant issued, Instant expires, boolean refresh) {}

    IssuedToken issue(TokenRequest request, SigningKey key) {
        check(request);
        Duration lifetime = request.lifetime() == null ? settings.accessLifetime() : request.lifetime();
        Holder holder = new Holder(
                request.module(),
                request.user(),
                new TreeSet<>(request.scopes()),
                request.refreshable() ? id() : "",
                lifetime);
        return write(holder, places(), request.refreshable() ? 0 : -1, key);
    }

    /** The next of a family, in the place of a refresh token. */
    IssuedToken next(Claims used, Places places, SigningKey key) {
        Holder holder = new Holder(used.module(), used.user(), used.scopes(), used.family(), lifetime(used));
        return write(holder, places, used.generation() + 1, key);
    }

    /** Until when something that comes of a refresh token now may be valid. */
    long until(Claims used) {
        Duration longest =
                settings.refreshLifetime().compareTo(lifetime(used)) > 0 ? settings.refreshLifetime() : lifetime(used);
        return end(clock.instant(), longest).toEpochMilli();
    }

    private Duration lifetime(Claims used) {
        return used.lifetime() == 0 ? settings.accessLifetime() : Duration.ofSeconds(used.lifetime());
    }

    private IssuedToken write(Holder holder, Places places, long generation, SigningKey key) {
        Instant now = clock.instant();
        Instant issued = Instant.ofEpochSecond(now.getEpochSecond());
        Draft access = new Draft(id(), places.access, 0, issued, end(now, holder.lifetime), false);
        Draft refresh = generation < 0
                ? null
                : new Draft(
                        holder.family + "." + generation,
                        places.refresh,
                        generation,
                        issued,
                        end(now, settings.refreshLifetime()),
                        true);
        Instant last = refresh != null && refresh.expires.isAfter(access.expires) ? refresh.expires : access.expires;
        String accessToken = sign(holder, access, key);
        String refreshToken = refresh == null ? null : sign(holder, refresh, key);
        ledger.signed(key.id(), last.toEpochMilli());
        TokenInfo info = enter(holder, access, key);
        if (refresh != null) {
            enter(holder, refresh, key);
        }
        return new IssuedToken(accessToken, refreshToken, info);
    }

    /** Whole seconds, as other libraries have it; never shorter than was asked for. */
    private static Instant end(Instant now, Duration lifetime) {
        long millis = now.plus(lifetime).toEpochMilli();
        return Instant.ofEpochSecond((millis + SECOND - 1) / SECOND);
    }

    private String sign(Holder holder, Draft draft, SigningKey key) {
        JWSHeader header = new JWSHeader.Builder(key.algorithm())
                .type(new JOSEObjectType(draft.refresh ? Header.REFRESH : Header.ACCESS))
                .keyID(key.id())
                .build();
        SignedJWT token = new SignedJWT(header, claims(holder, draft));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new KeyException(
                    "the key " + key.id() + " cannot sign; is there a provider for " + key.algorithm() + "?", null);
        }
        String text = token.serialize();
        if (text.length() > CompactForm.MAX_LENGTH) {
            throw new IllegalArgumentException("a token with these " + holder.scopes.size()
                    + " scopes would be longer than " + CompactForm.MAX_LENGTH + " characters: use patterns");
        }
        return text;
    }

    private JWTClaimsSet claims(Holder holder, Draft draft) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(holder.subject())
                .audience(settings.audience())
                .expirationTime(Date.from(draft.expires))
                .notBeforeTime(Date.from(draft.issued))
                .issueTime(Date.from(draft.issued))
                .jwtID(draft.id)
                .claim(Claims.SCOPE, String.join(" ", holder.scopes))
                .claim(Claims.SEQUENCE, draft.place);
        if (!holder.module.isEmpty()) {
            claims.claim(Claims.MODULE, holder.module);
        }
        if (!holder.family.isEmpty()) {
            claims.claim(Claims.FAMILY, holder.family);
        }
        if (draft.refresh) {
            claims.claim(Claims.GENERATION, draft.generation)
                    .claim(Claims.LIFETIME, Math.max(1, holder.lifetime.toSeconds()));
        }
        return claims.build();
    }

    private TokenInfo enter(Holder holder, Draft draft, SigningKey key) {
        TokenInfo info = new TokenInfo(
                draft.id,
                settings.issuer(),
                holder.module,
                holder.user,
                holder.scopes,
                List.of(settings.audience()),
                draft.issued,
                draft.expires,
                key.id(),
                key.algorithm().getName(),
                draft.refresh,
                false);
        ledger.issued(
                info,
                new Issue(
                        draft.id, holder.family, holder.user, holder.module, draft.place, draft.issued.toEpochMilli()));
        return info;
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64URL.encode(bytes).toString();
    }

    private static void check(TokenRequest request) {
        name("module", request.module());
        name("user", request.user());
        if (!request.module().isEmpty() && request.user().equals(request.module())) {
            throw new IllegalArgumentException("the user '" + request.user()
                    + "' has the name of the module: leave the user out if the module itself is meant");
        }
        for (String each : request.scopes()) {
            if (!Claims.isScope(each)) {
                throw new IllegalArgumentException("'" + each
                        + "' is no scope: visible ASCII without \" and \\, at most 256 characters and 8 stars");
            }
        }
        Duration lifetime = request.lifetime();
        if (lifetime != null && lifetime.compareTo(Ledger.LONGEST) > 0) {
            throw new IllegalArgumentException("a token may last 366 days, not " + lifetime);
        }
    }

    private static void name(String what, @Nullable String name) {
        if (name == null || !name.isEmpty() && (name.isBlank() || !Claims.isName(name))) {
            throw new IllegalArgumentException("the " + what + " must be visible characters, at most 256");
        }
    }
}
