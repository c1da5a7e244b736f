package dev.vagus.security.internal.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.vagus.security.SecuritySnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Our own keys: one signs, those before it check until all that they signed has expired; the same for encryption, where they
 * stay for good. Made when first wanted, if they are not given. Thread-safe: readers see one set or the next, writers hold
 * the lock, also while the file is written.
 */
public final class KeyRing {
    private static final int MAX_KEYS = 500;

    private final KeySource source;
    private final JWSAlgorithm algorithm;
    private final InstantSource clock;
    private final Function<String, Instant> until;
    private final NewKeys fresh = new NewKeys();
    private volatile KeySet set;
    private volatile @Nullable SigningKey signing;

    /**
     * Reads the keys.
     *
     * @param algorithm by which is signed
     * @param until by the id of a key, until when something that it signed may be valid
     * @throws KeyException when there are keys that cannot be used; nothing is written then
     */
    public KeyRing(KeySource source, JWSAlgorithm algorithm, InstantSource clock, Function<String, Instant> until) {
        this.source = source;
        this.algorithm = algorithm;
        this.clock = clock;
        this.until = until;
        this.set = KeySet.read(source.read(), source.name());
    }

    /** The key of this id, for checking; null when there is none, or its time is over. */
    public @Nullable TrustedKey find(String id) {
        KeySet now = set;
        TrustedKey key = now.trusted().get(id);
        if (key == null) {
            return null;
        }
        for (OwnKey each : now.keys()) {
            if (each.id().equals(id) && each.isOver(clock.instant())) {
                return null;
            }
        }
        return key;
    }

    /** All keys for checking, whatever their id. */
    public List<TrustedKey> trusted() {
        return List.copyOf(set.trusted().values());
    }

    /**
     * The key that signs; made and written down if there is none.
     *
     * @throws KeyException when it cannot be made or written, or none of those given can sign
     */
    public SigningKey signing() {
        SigningKey known = signing;
        return known != null ? known : firstSigning();
    }

    private synchronized SigningKey firstSigning() {
        SigningKey known = signing;
        if (known != null) {
            return known;
        }
        OwnKey found = first(this::isSigning);
        if (found == null) {
            if (!source.isOurs()) {
                throw new KeyException(
                        source.name() + " has no key that signs by " + algorithm + ": add one, or set algorithm", null);
            }
            return replaceSigning();
        }
        return sign(found.jwk());
    }

    private boolean isSigning(OwnKey key) {
        return key.retired() == null
                && !key.isOver(clock.instant())
                && KeyRules.signs(key.jwk())
                && algorithm.equals(KeyRules.checks(key.jwk()));
    }

    private SigningKey sign(JWK key) {
        TrustedKey trusted = set.trusted().get(key.getKeyID());
        if (trusted == null) {
            throw new KeyException("the key " + key.getKeyID() + " cannot check what it signs", null);
        }
        SigningKey next = new SigningKey(key, trusted);
        signing = next;
        return next;
    }

    /**
     * Makes a new key for signatures; what was signed with those before is accepted until it has expired.
     *
     * @throws IllegalStateException when the keys are given from outside
     * @throws KeyException when it cannot be written; all is as before then
     */
    public synchronized void rotateSigning() {
        replaceSigning();
    }

    private SigningKey replaceSigning() {
        JWK next = fresh.forSignatures(algorithm, clock.instant());
        replace(next, key -> !key.isForEncryption(), key -> until.apply(key.id()));
        return sign(next);
    }

    /**
     * The key that encrypts by this method; made and written down if there is none.
     *
     * @throws KeyException when it cannot be, or none of those given is for it
     */
    public synchronized OctetSequenceKey encryption(EncryptionMethod method) {
        OwnKey found = first(key -> key.retired() == null && KeyRules.encrypts(key.jwk(), method));
        if (found != null) {
            return found.jwk().toOctetSequenceKey();
        }
        if (!source.isOurs()) {
            throw new KeyException(source.name() + " has no key with alg " + method + " and use enc: add one", null);
        }
        JWK next = fresh.forEncryption(method, clock.instant());
        replace(next, key -> false, key -> null);
        return next.toOctetSequenceKey();
    }

    /** The key of this id that decrypts by this method; null when there is none. */
    public @Nullable OctetSequenceKey decryption(String id, EncryptionMethod method) {
        OwnKey found = first(key -> key.id().equals(id) && KeyRules.encrypts(key.jwk(), method));
        return found == null ? null : found.jwk().toOctetSequenceKey();
    }

    /**
     * Makes a new key for this method of encryption; the ones before stay, for reading.
     *
     * @throws IllegalStateException when the keys are given from outside
     * @throws KeyException when it cannot be written; all is as before then
     */
    public synchronized void rotateEncryption(EncryptionMethod method) {
        replace(
                fresh.forEncryption(method, clock.instant()),
                key -> key.isForEncryption() && KeyRules.encrypts(key.jwk(), method),
                key -> null);
    }

    /** Puts a key in front, retires those that it follows, drops those whose time is over, and writes all down. */
    private void replace(JWK next, Predicate<OwnKey> followed, Function<OwnKey, @Nullable Instant> end) {
        Instant now = clock.instant();
        List<OwnKey> keys = new ArrayList<>();
        keys.add(new OwnKey(next, null));
        for (OwnKey each : set.keys()) {
            if (!each.isOver(now)) {
                keys.add(followed.test(each) ? each.retire(now, end.apply(each)) : each);
            }
        }
        if (keys.size() > MAX_KEYS) {
            throw new KeyException(
                    source.name() + " would hold more than " + MAX_KEYS + " keys: take away those for encryption by"
                            + " which nothing is stored any more",
                    null);
        }
        KeySet changed = KeySet.of(keys);
        source.write(changed.written());
        set = changed;
    }

    private @Nullable OwnKey first(Predicate<OwnKey> wanted) {
        return set.keys().stream().filter(wanted).findFirst().orElse(null);
    }

    /** What may be told of the keys, newest first, signatures before encryption. */
    public List<SecuritySnapshot.Key> list() {
        Instant now = clock.instant();
        List<SecuritySnapshot.Key> shown = new ArrayList<>();
        for (boolean encryption : new boolean[] {false, true}) {
            set.keys().stream()
                    .filter(key -> key.isForEncryption() == encryption && !key.isOver(now))
                    .map(OwnKey::shown)
                    .forEach(shown::add);
        }
        return shown;
    }
}
