package dev.vagus.security.internal.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.TokenRequest;
import dev.vagus.spi.Credential;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An engine with files in a folder and clocks of the test's own. */
public final class Bench implements AutoCloseable {
    static final String MODULE = "LabRunner";

    final FakeTime time;
    final Path folder;
    final TokenSettings settings;
    final TokenEngine engine;

    Bench(Path folder) {
        this(folder, UnaryOperator.identity());
    }

    Bench(Path folder, UnaryOperator<TokenSettings> how) {
        this(folder, how, new FakeTime());
    }

    Bench(Path folder, UnaryOperator<TokenSettings> how, FakeTime time) {
        this.folder = folder;
        this.time = time;
        this.settings = how.apply(TokenSettings.defaults(folder));
        this.engine = new TokenEngine(
                settings, new Surroundings(time, time::nanos, Runnable::run, new HashMap<String, String>()::get));
    }

    /** The same files after a restart. */
    Bench again() {
        engine.close();
        return new Bench(folder, all -> settings, time);
    }

    IssuedToken issue(TokenRequest request) {
        return engine.issue(request);
    }

    String token(String... scopes) {
        return engine.issue(TokenRequest.user("ada", scopes)).accessToken();
    }

    Credential show(String token) {
        return engine.authenticate(token, MODULE, time.nanos());
    }

    VerifiedToken accepted(String token) {
        return (VerifiedToken) show(token);
    }

    /** The rule by which a token is refused; of an equal string, so that it is found by its digest, too. */
    AccessRule rule(String token) {
        return ((RejectedToken) show(token)).rule();
    }

    /** The key that signs, with its private part. */
    JWK key() {
        return Forge.keys(folder.resolve("keys.json")).getKeys().get(0);
    }

    Forge forge() {
        token();
        return new Forge(key(), time);
    }

    static JWKSet publicKeys(JWK key) {
        return new JWKSet(key).toPublicJWKSet();
    }

    static UnaryOperator<TokenSettings> signing(JWSAlgorithm algorithm) {
        return all -> all.signing(algorithm);
    }

    static UnaryOperator<TokenSettings> trusting(String issuer, Path file) {
        return all -> all.trusting(new HashMap<>(Map.of(issuer, file)));
    }

    @Override
    public void close() {
        engine.close();
    }
}
