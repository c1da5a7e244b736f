package dev.vagus.benchmarks.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.token.TokenEngine;
import dev.vagus.security.internal.token.TokenSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each peer really checks. */
class TokenDoorTest {
    @ParameterizedTest
    @EnumSource(TokenCarrier.class)
    void acceptsWhatIsRightAndNothingElse(TokenCarrier carrier, @TempDir Path folder) {
        TokenSettings settings = TokenSettings.defaults(folder);
        String token;
        try (TokenEngine engine = Engines.open(settings)) {
            token = engine.issue(TokenRequest.user("ada", "api:*")).accessToken();
        }
        JWKSet keys = Engines.keys(folder);
        TokenDoor door = carrier.open(settings, keys);
        String bad = token.substring(0, token.length() - 6) + "AAAAAA";

        assertThat(door.subject(token, System.nanoTime())).isEqualTo("ada");
        assertThat(door.subject(token, System.nanoTime())).isEqualTo("ada");
        assertThatThrownBy(() -> door.subject(bad, System.nanoTime())).isInstanceOf(IllegalStateException.class);
    }
}
