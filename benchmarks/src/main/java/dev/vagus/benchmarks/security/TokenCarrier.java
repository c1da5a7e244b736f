package dev.vagus.benchmarks.security;

import com.nimbusds.jose.jwk.JWKSet;
import dev.vagus.security.internal.token.TokenSettings;
import java.util.function.BiFunction;

/** Who checks. */
public enum TokenCarrier {
    /** Ours: {@code authenticate} and {@code standing}, which end a token that has expired or was revoked. */
    VAGUS((settings, keys) -> new VagusDoor(Engines.open(settings))),
    /** Nimbus's processor, behind a Caffeine cache by the token's text, which looks at the clock for the end. */
    NIMBUS_CACHED((settings, keys) -> new NimbusDoor(keys, true)),
    /** The same without looking whether the token has expired: what a cache costs at least. */
    NIMBUS_CACHED_FOR_EVER((settings, keys) -> new NimbusDoor(keys, false));

    private final BiFunction<TokenSettings, JWKSet, TokenDoor> maker;

    TokenCarrier(BiFunction<TokenSettings, JWKSet, TokenDoor> maker) {
        this.maker = maker;
    }

    /** One that accepts what an engine with these settings issues. */
    TokenDoor open(TokenSettings settings, JWKSet keys) {
        return maker.apply(settings, keys);
    }
}
