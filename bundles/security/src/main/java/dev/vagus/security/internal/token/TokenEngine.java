package dev.vagus.security.internal.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.internal.key.ForeignIssuers;
import dev.vagus.security.internal.key.KeyRing;
import dev.vagus.security.internal.key.KeySource;
import dev.vagus.security.internal.ledger.Ledger;
import dev.vagus.spi.Credential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens: issued, checked, refreshed, revoked; and the keys for that. Thread-safe. Issuing, refreshing, revoking and rotating
 * write files on the caller's thread; checking never does. After {@link #close} no token is accepted and what writes throws
 * an {@link IllegalStateException}.
 */
public final class TokenEngine implements Tokens, AutoCloseable {
    /** In whose name tokens are examined; no module can be called so. */
    private static final String EXAMINER = "";

    private static final Duration WHEN_FULL = Duration.ofMinutes(1);

    private final TokenSettings settings;
    private final Surroundings surroundings;
    private final Ledger ledger;
    private final KeyRing keys;
    private final ForeignIssuers foreign;
    private final TokenWriter writer;
    private final TokenDesk desk;

    /** Read: something is signed. Write: the key changes. So the end of the old key is known when it is replaced. */
    private final ReadWriteLock signing = new ReentrantReadWriteLock();

    /**
     * Reads keys and revocations.
     *
     * @throws dev.vagus.module.VagusException when they cannot be read or are damaged; nothing is accepted then, and no file
     *     of keys was changed
     */
    public TokenEngine(TokenSettings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
        KeySource source =
                KeySource.of(settings.keys(), settings.folder().resolve("keys.json"), surroundings.environment());
        // Before the ledger, whose place is taken when it is opened.
        source.read();
        ledger = new Ledger(settings.folder().resolve("ledger"), surroundings.clock(), settings.skew());
        try {
            keys = new KeyRing(source, settings.algorithm(), surroundings.clock(), ledger::signedUntil);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
        foreign = new ForeignIssuers(settings.issuers());
        writer = new TokenWriter(settings, ledger, surroundings.clock());
        desk = new TokenDesk(new TokenCheck(settings, keys, foreign), ledger, foreign, surroundings);
    }

    @Override
    public Credential authenticate(String given, String module, long nanos) {
        Credential found = desk.look(given, module, nanos);
        return found instanceof VerifiedToken token && !token.isFor(module) ? Rejections.MODULE : found;
    }

    /** The same, but what is not accepted counts against nobody's module. */
    public Credential examine(String given, String module, long nanos) {
        Credential found = desk.look(given, EXAMINER, nanos);
        return found instanceof VerifiedToken token && !token.isFor(module) ? Rejections.MODULE : found;
    }

    @Override
    public @Nullable RejectedToken standing(VerifiedToken token, long nanos) {
        return desk.standing(token, nanos);
    }

    /**
     * Issues a token, and a refresh token if it is to be.
     *
     * @param request with roles resolved: scopes only
     * @throws IllegalArgumentException when something in it is not valid, naming it
     * @throws dev.vagus.module.VagusException when keys or ledger cannot be written
     */
    public IssuedToken issue(TokenRequest request) {
        signing.readLock().lock();
        try {
            return writer.issue(request, keys.signing());
        } finally {
            signing.readLock().unlock();
        }
    }

    /**
     * Uses a refresh token up and issues the next tokens. Shown again, it revokes its family.
     *
     * @param module who shows it, for {@link dev.vagus.security.AccessRule#THROTTLED}
     * @throws AccessRefusedException when it is not accepted
     * @throws dev.vagus.module.VagusException when keys or ledger cannot be written; the token is used up then
     */
    public IssuedToken refresh(String refreshToken, String module) {
        signing.readLock().lock();
        try {
            // First, so that a revocation which this does not see comes later, and catches what is issued.
            TokenWriter.Places places = writer.places();
            Claims claims =
                    desk.refresh(refreshToken, module, surroundings.nanos().getAsLong());
            if (!ledger.use(claims.family(), claims.generation(), writer.until(claims))) {
                desk.sweep();
                throw refused(Rejections.USED);
            }
            return writer.next(claims, places, keys.signing());
        } catch (Ledger.FullException e) {
            throw refused(Rejections.full(WHEN_FULL));
        } finally {
            signing.readLock().unlock();
        }
    }

    /**
     * What an access token says, if it is accepted, whoever may show it.
     *
     * @param module who asks
     * @throws AccessRefusedException when it is not accepted
     */
    public TokenInfo verify(String token, String module) {
        Credential found = desk.look(token, module, surroundings.nanos().getAsLong());
        if (found instanceof VerifiedToken verified) {
            return verified.info();
        }
        throw refused((RejectedToken) found);
    }

    static AccessRefusedException refused(RejectedToken why) {
        return new AccessRefusedException(
                why.rule(),
                "The token is not accepted (" + why.rule().label() + "): " + why.reason(),
                why.retryAfter());
    }

    /**
     * Revokes tokens issued until now; holds for every check that begins after this has returned.
     *
     * @return how many of {@link #tokens()} it concerns that were not revoked before
     * @throws IllegalArgumentException when no token can have such an id, user or module
     * @throws dev.vagus.module.VagusException when it cannot be written down; it holds in this process all the same
     */
    public long revoke(Revocation which) {
        if (!Claims.isName(which.value())) {
            throw new IllegalArgumentException("ids and names are visible characters, at most 256");
        }
        try {
            return ledger.revoke(which);
        } finally {
            desk.sweep();
        }
    }

    /** The newest 10,000 tokens that were issued here and have not expired, newest first. */
    public List<TokenInfo> tokens() {
        return ledger.issued();
    }

    /** What may be told of the keys, newest first, signatures before encryption. */
    public List<SecuritySnapshot.Key> keys() {
        return keys.list();
    }

    /** Makes a new key for signatures; what was signed with those before is accepted until it expires. */
    public void rotateSigningKey() {
        signing.writeLock().lock();
        try {
            keys.rotateSigning();
        } finally {
            signing.writeLock().unlock();
        }
    }

    /** Makes a new key for encryption; those before it stay, for reading. */
    public void rotateEncryptionKey(EncryptionMethod method) {
        keys.rotateEncryption(method);
    }

    /** The key that encrypts; made if there is none. */
    public OctetSequenceKey encryptionKey(EncryptionMethod method) {
        return keys.encryption(method);
    }

    /** The key of this id that decrypts; null when there is none. */
    public @Nullable OctetSequenceKey decryptionKey(String id, EncryptionMethod method) {
        return keys.decryption(id, method);
    }

    /** The names of the issuers whose tokens are accepted, ours first. */
    public List<String> issuers() {
        List<String> names = new ArrayList<>(List.of(settings.issuer()));
        foreign.names().stream().sorted().forEach(names::add);
        return names;
    }

    /** The algorithms of signatures that are accepted. */
    public List<String> algorithms() {
        return settings.algorithmNames();
    }

    /** How many checked tokens are remembered. */
    public long known() {
        return desk.known();
    }

    /** How many revocations are in force. */
    public int revocations() {
        return ledger.revocations();
    }

    /** Nothing is accepted any more. Writes down what is not yet. */
    @Override
    public void close() {
        desk.close();
        ledger.close();
    }
}
