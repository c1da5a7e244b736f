package dev.vagus.security.internal.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Of each key, until when something that it signed may be valid; an hour more than needed, so that it is seldom written.
 * Thread-safe.
 */
final class Marks implements Chapter {
    private static final String ENTRY = "key";
    private static final long HOUR = 3_600_000;

    private final Map<String, Long> marks = new ConcurrentHashMap<>();

    /** Raises the mark if it is too low; says what to write down, before the token is given away. */
    @Nullable
    List<String> raise(String key, long until) {
        Long known = marks.get(key);
        if (known != null && known >= until) {
            return null;
        }
        long mark = until + HOUR;
        marks.merge(key, mark, Math::max);
        return entry(key, mark);
    }

    /** The mark; 0 when nothing was signed. */
    long of(String key) {
        return marks.getOrDefault(key, 0L);
    }

    private static List<String> entry(String key, long mark) {
        return List.of(ENTRY, key, Long.toString(mark));
    }

    @Override
    public boolean read(List<String> entry) {
        if (!entry.get(0).equals(ENTRY)) {
            return false;
        }
        marks.merge(entry.get(1), Long.parseLong(entry.get(2)), Math::max);
        return true;
    }

    @Override
    public void write(Consumer<List<String>> entries) {
        marks.forEach((key, mark) -> entries.accept(entry(key, mark)));
    }
}
