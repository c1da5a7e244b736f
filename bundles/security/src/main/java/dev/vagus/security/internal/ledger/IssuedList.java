package dev.vagus.security.internal.ledger;

import dev.vagus.security.TokenInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The newest tokens that were issued here and have not expired. Guarded by its own lock. */
final class IssuedList implements Chapter {
    static final int MAX = 10_000;

    private static final String ENTRY = "issued";

    /** So often are expired ones looked for before the oldest have to go. */
    private static final int ROUND = 1_000;

    private final InstantSource clock;
    private final TreeMap<Long, Item> items = new TreeMap<>();
    private final Map<String, Item> byId = new HashMap<>();
    private int beyond;

    IssuedList(InstantSource clock) {
        this.clock = clock;
    }

    /** One that was issued, and what decides whether it is revoked. */
    record Item(TokenInfo info, Issue issue) {}

    synchronized void add(Item item) {
        Item before = items.put(item.issue.sequence(), item);
        if (before != null) {
            byId.remove(before.info.id());
        }
        byId.put(item.info.id(), item);
        if (items.size() > MAX && ++beyond % ROUND == 0) {
            prune();
        }
        while (items.size() > MAX) {
            byId.remove(items.pollFirstEntry().getValue().info.id());
        }
    }

    private void prune() {
        Instant now = clock.instant();
        items.values().removeIf(item -> item.info.expires().isBefore(now));
        byId.values().removeIf(item -> item.info.expires().isBefore(now));
    }

    synchronized @Nullable Item find(String id) {
        return byId.get(id);
    }

    /** Those that have not expired, newest first. */
    synchronized List<Item> all() {
        prune();
        return new ArrayList<>(items.descendingMap().values());
    }

    List<String> entry(Item item) {
        TokenInfo info = item.info;
        return List.of(
                ENTRY,
                Long.toString(item.issue.sequence()),
                info.id(),
                item.issue.family(),
                info.issuer(),
                info.module(),
                info.user(),
                String.join(" ", info.scopes()),
                String.join(" ", info.audience()),
                Long.toString(info.issuedAt() == null ? 0 : info.issuedAt().toEpochMilli()),
                Long.toString(info.expires().toEpochMilli()),
                info.keyId(),
                info.algorithm(),
                Boolean.toString(info.refresh()));
    }

    @Override
    public boolean read(List<String> entry) {
        if (!entry.get(0).equals(ENTRY)) {
            return false;
        }
        Instant issued = Instant.ofEpochMilli(Long.parseLong(entry.get(9)));
        TokenInfo info = new TokenInfo(
                entry.get(2),
                entry.get(4),
                entry.get(5),
                entry.get(6),
                entry.get(7).isEmpty()
                        ? Set.of()
                        : Set.copyOf(Arrays.asList(entry.get(7).split(" "))),
                Arrays.asList(entry.get(8).split(" ")),
                issued,
                Instant.ofEpochMilli(Long.parseLong(entry.get(10))),
                entry.get(11),
                entry.get(12),
                Boolean.parseBoolean(entry.get(13)),
                false);
        add(new Item(
                info,
                new Issue(
                        info.id(),
                        entry.get(3),
                        info.user(),
                        info.module(),
                        Long.parseLong(entry.get(1)),
                        issued.toEpochMilli())));
        return true;
    }

    @Override
    public synchronized void write(Consumer<List<String>> entries) {
        prune();
        items.values().forEach(item -> entries.accept(entry(item)));
    }
}
