package dev.vagus.security.internal.ledger;

import dev.vagus.security.Revocation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was revoked. Readers take no lock. Writers hold the lock of the {@link Sequence}, so that a token whose place
 * comes after a cutoff was issued by somebody who could see it.
 *
 * <p>Bounded: when there are more than {@value #MAX}, all tokens issued until then are revoked instead, which takes their
 * places. None is ever forgotten before a day after the last token that it concerns has expired.
 */
final class Revocations implements Chapter {
    static final int MAX = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger("dev.vagus.security");
    private static final String ENTRY = "revoked";
    private static final long DAY = 86_400_000;

    private final Sequence sequence;
    private volatile long skewMillis;
    private final int max;
    private final Map<Revocation.Kind, Map<String, Cutoff>> cutoffs = new EnumMap<>(Revocation.Kind.class);
    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private volatile @Nullable Cutoff all;

    Revocations(Sequence sequence, long skewMillis, int max) {
        this.sequence = sequence;
        this.skewMillis = skewMillis;
        this.max = max;
        cutoffs.put(Revocation.Kind.USER, new ConcurrentHashMap<>());
        cutoffs.put(Revocation.Kind.MODULE, new ConcurrentHashMap<>());
    }

    /** From now on clocks may be apart so far. */
    void skew(long millis) {
        skewMillis = millis;
    }

    boolean catches(Issue token) {
        Cutoff every = all;
        return every != null && every.catches(token)
                || ids.containsKey(token.id())
                || !token.family().isEmpty() && ids.containsKey(token.family())
                || catches(Revocation.Kind.USER, token.user(), token)
                || catches(Revocation.Kind.MODULE, token.module(), token);
    }

    private boolean catches(Revocation.Kind kind, String name, Issue token) {
        Cutoff cutoff = name.isEmpty() ? null : of(kind).get(name);
        return cutoff != null && cutoff.catches(token);
    }

    private Map<String, Cutoff> of(Revocation.Kind kind) {
        Map<String, Cutoff> map = cutoffs.get(kind);
        if (map == null) {
            throw new IllegalArgumentException(kind + " has no names");
        }
        return map;
    }

    /** Revokes one id, of a token or a family, and says what to write down. */
    List<String> revoke(String id, long until) {
        synchronized (sequence) {
            ids.merge(id, until, Math::max);
            List<String> entry = bound(until);
            return entry != null ? entry : List.of(ENTRY, Revocation.Kind.TOKEN.name(), id, "0", "0", text(until));
        }
    }

    /** Revokes by a cutoff which is now, and says what to write down. */
    List<String> revoke(Revocation.Kind kind, String name, long until) {
        synchronized (sequence) {
            Cutoff cutoff = now(until);
            put(kind, name, cutoff);
            List<String> entry = bound(until);
            return entry != null ? entry : entry(kind, name, cutoff);
        }
    }

    private Cutoff now(long until) {
        return new Cutoff(sequence.next(), sequence.millis() + skewMillis, until);
    }

    private void put(Revocation.Kind kind, String name, Cutoff cutoff) {
        if (kind == Revocation.Kind.ALL) {
            Cutoff known = all;
            all = known == null ? cutoff : known.later(cutoff);
        } else {
            of(kind).merge(name, cutoff, Cutoff::later);
        }
    }

    /** Keeps the bound; says what to write down where that took more than forgetting what is over. */
    private @Nullable List<String> bound(long until) {
        if (size() <= max) {
            return null;
        }
        prune();
        if (size() <= max) {
            return null;
        }
        long last = until;
        for (Long each : ids.values()) {
            last = Math.max(last, each);
        }
        for (Map<String, Cutoff> each : cutoffs.values()) {
            for (Cutoff cutoff : each.values()) {
                last = Math.max(last, cutoff.until());
            }
        }
        Cutoff cutoff = now(last);
        put(Revocation.Kind.ALL, "", cutoff);
        ids.clear();
        cutoffs.values().forEach(Map::clear);
        LOG.error("There were more than {} revocations, so all tokens issued until now are revoked instead", max);
        return entry(Revocation.Kind.ALL, "", cutoff);
    }

    private void prune() {
        long now = sequence.millis() - DAY;
        ids.values().removeIf(until -> until < now);
        cutoffs.values().forEach(map -> map.values().removeIf(cutoff -> cutoff.until() < now));
    }

    /** How many are in force. */
    int size() {
        return ids.size()
                + of(Revocation.Kind.USER).size()
                + of(Revocation.Kind.MODULE).size()
                + (all == null ? 0 : 1);
    }

    @Override
    public boolean read(List<String> entry) {
        if (!entry.get(0).equals(ENTRY)) {
            return false;
        }
        Revocation.Kind kind = Revocation.Kind.valueOf(entry.get(1));
        Cutoff cutoff =
                new Cutoff(Long.parseLong(entry.get(3)), Long.parseLong(entry.get(4)), Long.parseLong(entry.get(5)));
        if (kind == Revocation.Kind.TOKEN) {
            ids.merge(entry.get(2), cutoff.until(), Math::max);
        } else {
            put(kind, entry.get(2), cutoff);
            sequence.after(cutoff.sequence());
        }
        return true;
    }

    @Override
    public void write(Consumer<List<String>> entries) {
        synchronized (sequence) {
            prune();
            ids.forEach((id, until) ->
                    entries.accept(List.of(ENTRY, Revocation.Kind.TOKEN.name(), id, "0", "0", text(until))));
            cutoffs.forEach((kind, map) -> map.forEach((name, cutoff) -> entries.accept(entry(kind, name, cutoff))));
            Cutoff every = all;
            if (every != null) {
                entries.accept(entry(Revocation.Kind.ALL, "", every));
            }
        }
    }

    private static List<String> entry(Revocation.Kind kind, String name, Cutoff cutoff) {
        return List.of(ENTRY, kind.name(), name, text(cutoff.sequence()), text(cutoff.millis()), text(cutoff.until()));
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
