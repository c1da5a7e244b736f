package dev.vagus.security.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were checked. Two ways lead to one: the string that was shown, held weakly in a table with eight places for each
 * hash, which takes no lock and allocates nothing; and the digest of its text, the key of a bounded cache. The text itself is
 * never kept. Tokens that were not accepted are remembered apart from those that were, for ten seconds, so that a flood of them
 * drives no good one out. Thread-safe, without a thread of its own.
 */
final class TokenMemory {
    static final int MAX = 10_000;

    private static final int MAX_REJECTED = 1_000;
    /** As long as the {@link Throttle} remembers a failure, so that one bad token shown for ever is none who tries many. */
    private static final Duration REJECTED_FOR = Duration.ofSeconds(10);

    private static final int PLACES = 16_384;

    /** So many places in a row may hold a string; the first that is free does. */
    private static final int REACH = 8;

    private final AtomicReferenceArray<@Nullable Place> places = new AtomicReferenceArray<>(PLACES);
    private final ReferenceQueue<String> gone = new ReferenceQueue<>();
    private final Cache<Digest, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(MAX).executor(Runnable::run).build();
    private final Cache<Digest, RejectedToken> rejected;

    TokenMemory(LongSupplier nanos) {
        rejected = Caffeine.newBuilder()
                .maximumSize(MAX_REJECTED)
                .expireAfterWrite(REJECTED_FOR)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** SHA-256 of a token. */
    record Digest(long first, long second, long third, long fourth) {
        static Digest of(byte[] text) {
            try {
                ByteBuffer sum =
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
                return new Digest(sum.getLong(), sum.getLong(), sum.getLong(), sum.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
            }
        }
    }

    /** The token that this string was the last time; null when it was none, or is not known any more. */
    @Nullable
    VerifiedToken recognise(String shown) {
        int hash = shown.hashCode();
        int first = place(hash);
        for (int i = 0; i < REACH; i++) {
            Place place = places.get(first + i & PLACES - 1);
            if (place != null && place.is(shown, hash)) {
                return place.token;
            }
        }
        return null;
    }

    @Nullable
    VerifiedToken verified(Digest digest) {
        return verified.getIfPresent(digest);
    }

    @Nullable
    RejectedToken rejected(Digest digest) {
        return rejected.getIfPresent(digest);
    }

    /** Remembers what came of a token; gives what another thread found first. */
    VerifiedToken remember(Digest digest, VerifiedToken token) {
        VerifiedToken first = verified.asMap().putIfAbsent(digest, token);
        return first == null ? token : first;
    }

    void remember(Digest digest, RejectedToken token) {
        rejected.put(digest, token);
    }

    /** Remembers the string by which a token was shown. */
    void remember(String shown, VerifiedToken token) {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            if (each instanceof Place place) {
                places.compareAndSet(place.at, place, null);
            }
        }
        int hash = shown.hashCode();
        int first = place(hash);
        int at = first;
        for (int i = 0; i < REACH; i++) {
            Place place = places.get(first + i & PLACES - 1);
            if (place == null || place.hash == hash || place.refersTo(null)) {
                at = first + i & PLACES - 1;
                break;
            }
        }
        places.set(at, new Place(shown, hash, at, token, gone));
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    void forget(String shown) {
        int hash = shown.hashCode();
        int first = place(hash);
        for (int i = 0; i < REACH; i++) {
            int at = first + i & PLACES - 1;
            Place place = places.get(at);
            if (place != null && place.is(shown, hash)) {
                places.compareAndSet(at, place, null);
            }
        }
    }

    void forget(Digest digest) {
        verified.invalidate(digest);
    }

    /** Forgets those of which this holds. */
    void forget(Predicate<VerifiedToken> over) {
        verified.asMap().values().removeIf(over);
    }

    /** Forgets what was not accepted: there are other keys now. */
    void forgetRejected() {
        rejected.invalidateAll();
    }

    /** Forgets everything. */
    void clear() {
        verified.invalidateAll();
        rejected.invalidateAll();
        for (int i = 0; i < PLACES; i++) {
            places.set(i, null);
        }
    }

    long size() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    /** A string that was shown, as long as somebody holds it. */
    private static final class Place extends WeakReference<String> {
        final int hash;
        final int at;
        final VerifiedToken token;

        Place(String shown, int hash, int at, VerifiedToken token, ReferenceQueue<String> gone) {
            super(shown, gone);
            this.hash = hash;
            this.at = at;
            this.token = token;
        }

        /** Whether it is the same string, or an equal one. Another one differs in its hash, not letter by letter. */
        boolean is(String other, int otherHash) {
            if (refersTo(other)) {
                return true;
            }
            return hash == otherHash && other.equals(get());
        }
    }
}
