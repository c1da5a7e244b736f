package dev.vagus.security.internal.component;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.vagus.delivery.OwnThreads;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.cipher.CipherKeys;
import dev.vagus.security.internal.control.TokenOffice;
import dev.vagus.security.internal.control.TokenTerms;
import dev.vagus.security.internal.key.KeyRules;
import dev.vagus.security.internal.token.RejectedToken;
import dev.vagus.security.internal.token.Surroundings;
import dev.vagus.security.internal.token.TokenEngine;
import dev.vagus.security.internal.token.TokenSettings;
import dev.vagus.security.internal.token.VerifiedToken;
import dev.vagus.spi.Credential;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings tokens to the engine, which takes other settings while it goes on. Without an engine no token is accepted. */
final class EngineOffice implements TokenOffice, CipherKeys {
    private static final RejectedToken CLOSED =
            new RejectedToken(AccessRule.TOKEN_KEY, "no key of any issuer is known here; the log says why", null);
    private static final long IDLE_SECONDS = 5;

    private final Path folder;
    private final ThreadPoolExecutor background;
    private final Surroundings surroundings;
    private volatile @Nullable TokenEngine engine;
    private volatile @Nullable TokenTerms terms;

    /**
     * Without an engine, until it is configured.
     *
     * @param folder where keys and revocations are kept
     */
    EngineOffice(Path folder) {
        this.folder = folder;
        background = new ThreadPoolExecutor(
                0,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> OwnThreads.make("vagus-security-files", work));
        surroundings = Surroundings.ofProcess(background);
    }

    @Override
    public synchronized void configure(TokenTerms next) {
        TokenEngine present = engine;
        if (present == null) {
            engine = new TokenEngine(settings(next), surroundings);
        } else {
            present.reconfigure(settings(next));
        }
        terms = next;
    }

    private TokenSettings settings(TokenTerms said) {
        Map<String, Path> issuers = new HashMap<>();
        said.issuers().forEach((name, file) -> issuers.put(name, Path.of(file)));
        return new TokenSettings(
                said.issuer(),
                said.audience(),
                KeyRules.algorithm(said.algorithm()),
                said.algorithms().stream().map(KeyRules::algorithm).collect(Collectors.toUnmodifiableSet()),
                said.clockSkew(),
                said.lifetime(),
                said.refreshLifetime(),
                said.keysFile(),
                folder,
                issuers);
    }

    private TokenEngine engine() {
        TokenEngine present = engine;
        if (present == null) {
            throw new AccessRefusedException(CLOSED.rule(), CLOSED.reason(), null);
        }
        return present;
    }

    @Override
    public Credential authenticate(String given, String module, long nanos) {
        TokenEngine present = engine;
        return present == null ? CLOSED : present.authenticate(given, module, nanos);
    }

    @Override
    public Credential examine(String given, String module, long nanos) {
        TokenEngine present = engine;
        return present == null ? CLOSED : present.examine(given, module, nanos);
    }

    @Override
    public @Nullable RejectedToken standing(VerifiedToken token, long nanos) {
        TokenEngine present = engine;
        return present == null ? CLOSED : present.standing(token, nanos);
    }

    @Override
    public IssuedToken issue(TokenRequest request) {
        return engine().issue(request);
    }

    @Override
    public IssuedToken refresh(String refreshToken, String module) {
        return engine().refresh(refreshToken, module);
    }

    @Override
    public TokenInfo verify(String token, String module) {
        return engine().verify(token, module);
    }

    @Override
    public long revoke(Revocation which) {
        return engine().revoke(which);
    }

    @Override
    public List<TokenInfo> tokens() {
        return engine().tokens();
    }

    @Override
    public List<SecuritySnapshot.Key> keys() {
        TokenEngine present = engine;
        return present == null ? List.of() : present.keys();
    }

    @Override
    public void rotateSigningKey() {
        engine().rotateSigningKey();
    }

    @Override
    public void rotateEncryptionKey() {
        EncryptionMethod method = method();
        if (method == null) {
            throw new IllegalStateException(
                    "there is no key to rotate: encryption of dev.vagus.security is none; set it to basic or strong");
        }
        engine().rotateEncryptionKey(method);
    }

    @Override
    public @Nullable EncryptionMethod method() {
        TokenTerms now = terms;
        if (now == null) {
            return null;
        }
        return switch (now.encryption()) {
            case NONE -> null;
            case BASIC -> EncryptionMethod.A128GCM;
            case STRONG -> EncryptionMethod.A256GCM;
        };
    }

    @Override
    public OctetSequenceKey newest(EncryptionMethod method) {
        return engine().encryptionKey(method);
    }

    @Override
    public @Nullable OctetSequenceKey find(String id, EncryptionMethod method) {
        return engine().decryptionKey(id, method);
    }

    @Override
    public SecuritySnapshot.TokenChecks checks() {
        TokenEngine present = engine;
        return present == null ? SecuritySnapshot.TokenChecks.NONE : present.checks();
    }

    @Override
    public long known() {
        TokenEngine present = engine;
        return present == null ? 0 : present.known();
    }

    @Override
    public long revocations() {
        TokenEngine present = engine;
        return present == null ? 0 : present.revocations();
    }

    @Override
    public synchronized void close() {
        TokenEngine present = engine;
        engine = null;
        if (present != null) {
            present.close();
        }
        background.shutdown();
    }
}
