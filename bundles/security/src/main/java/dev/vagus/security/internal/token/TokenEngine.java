package dev.vagus.security.internal.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.TokenInfo;
import dev.vagus.security.TokenRequest;
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

    private final Surroundings surroundings;
    private final Ledger ledger;
    private final TokenDesk desk;

    /**
     * Read: something is signed or encrypted. Write: keys or settings change. So the end of the old key is known when it is
     * replaced, and no key is made in a file that others are read from.
     */
    private final ReadWriteLock making = new ReentrantReadWriteLock();

    /**
     * Reads keys and revocations.
     *
     * @throws dev.vagus.module.VagusException when they cannot be read or are damaged; nothing is accepted then, and no file
     *     of keys was changed
     */
    public TokenEngine(TokenSettings settings, Surroundings surroundings) {
        this.surroundings = surroundings;
        KeySource source = Trust.source(settings, surroundings);
        // Before the ledger, whose place is taken when it is opened.
        source.read();
        ledger = new Ledger(settings.folder().resolve("ledger"), surroundings.clock(), settings.skew());
        try {
            desk = new TokenDesk(Trust.first(settings, source, surroundings, ledger), ledger, surroundings);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /**
     * Goes by other settings: all at once, for every check that begins after this has returned. Tokens that they accept as
     * well stay known; those that they do not are refused by the rule that says why, and known again should they be accepted
     * later. What was revoked stays so.
     *
     * @throws IllegalArgumentException when their folder is another one
     * @throws dev.vagus.module.VagusException when keys cannot be read or are damaged; all is as before then
     */
    public void reconfigure(TokenSettings next) {
        making.writeLock().lock();
        try {
            Trust now = desk.trust();
            if (!next.folder().equals(now.settings().folder())) {
                throw new IllegalArgumentException("the folder of an engine never changes: make another one");
            }
            if (!next.equals(now.settings())) {
                Trust other = now.next(next, surroundings, ledger);
                ledger.skew(next.skew());
                desk.trust(other);
            }
        } finally {
            making.writeLock().unlock();
        }
    }

    @Override
    public Credential authenticate(String given, String module, long nanos) {
        return desk.look(given, module, module, nanos);
    }

    /** The same, but what is not accepted counts against nobody's module. */
    public Credential examine(String given, String module, long nanos) {
        return desk.look(given, EXAMINER, module, nanos);
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
        making.readLock().lock();
        try {
            Trust now = desk.trust();
            return now.writer().issue(request, now.keys().signing());
        } finally {
            making.readLock().unlock();
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
        making.readLock().lock();
        try {
            Trust now = desk.trust();
            TokenWriter writer = now.writer();
            // First, so that a revocation which this does not see comes later, and catches what is issued.
            TokenWriter.Places places = writer.places();
            Claims claims =
                    desk.refresh(refreshToken, module, surroundings.nanos().getAsLong());
            if (!ledger.use(claims.family(), claims.generation(), writer.until(claims))) {
                desk.sweep();
                throw refused(desk.tally().refused(Rejections.USED));
            }
            desk.tally().verified();
            return writer.next(claims, places, now.keys().signing());
        } catch (Ledger.FullException e) {
            throw refused(desk.tally().refused(Rejections.full(WHEN_FULL)));
        } finally {
            making.readLock().unlock();
        }
    }

    /**
     * What an access token says, if it is accepted, whoever may show it.
     *
     * @param module who asks
     * @throws AccessRefusedException when it is not accepted
     */
    public TokenInfo verify(String token, String module) {
        Credential found = desk.look(token, module, null, surroundings.nanos().getAsLong());
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
        return desk.trust().keys().list();
    }

    /** Makes a new key for signatures; what was signed with those before is accepted until it expires. */
    public void rotateSigningKey() {
        making.writeLock().lock();
        try {
            desk.trust().keys().rotateSigning();
        } finally {
            making.writeLock().unlock();
        }
    }

    /** Makes a new key for encryption; those before it stay, for reading. */
    public void rotateEncryptionKey(EncryptionMethod method) {
        making.writeLock().lock();
        try {
            desk.trust().keys().rotateEncryption(method);
        } finally {
            making.writeLock().unlock();
        }
    }

    /** The key that encrypts; made if there is none. */
    public OctetSequenceKey encryptionKey(EncryptionMethod method) {
        making.readLock().lock();
        try {
            return desk.trust().keys().encryption(method);
        } finally {
            making.readLock().unlock();
        }
    }

    /** The key of this id that decrypts; null when there is none. */
    public @Nullable OctetSequenceKey decryptionKey(String id, EncryptionMethod method) {
        return desk.trust().keys().decryption(id, method);
    }

    /** The names of the issuers whose tokens are accepted, ours first. */
    public List<String> issuers() {
        Trust now = desk.trust();
        List<String> names = new ArrayList<>(List.of(now.settings().issuer()));
        now.foreign().names().stream().sorted().forEach(names::add);
        return names;
    }

    /** The algorithms of signatures that are accepted. */
    public List<String> algorithms() {
        return desk.trust().settings().algorithmNames();
    }

    /** What came of the tokens that were shown. */
    public SecuritySnapshot.TokenChecks checks() {
        return desk.tally().counts();
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
