package dev.vagus.security.internal.access;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many refusals a second through, of one rule and module at most a quarter of them, so that one that floods does
 * not hide the others; counts the rest. Remembers a bounded number of rules and modules, and all others as one. Guarded by
 * its monitor, which is held for some hundred nanoseconds.
 */
final class Flood {
    static final int MAX_KEYS = 256;
    private static final int TOLD = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Key OTHERS = new Key("other rules", "others");

    private int perKey;
    private int perSecond;
    private final Map<Key, Tally> tallies = new HashMap<>();
    private boolean begun;
    private long second;
    private int admitted;
    private long held;

    Flood(int perSecond) {
        limit(perSecond);
    }

    /** Lets so many through from now on. */
    final synchronized void limit(int limit) {
        perSecond = limit;
        perKey = Math.max(1, limit / 4);
    }

    /** What became of a refusal. */
    enum Answer {
        /** It is told. */
        TELL,
        /** It is the first that is only counted: somebody must come back for the {@link #summary}. */
        FIRST_HELD,
        /** It is counted. */
        HELD
    }

    synchronized Answer offer(String rule, String module, long nanos) {
        if (!begun || nanos - second >= SECOND) {
            begin(nanos);
        }
        Tally tally = tally(new Key(rule, module));
        if (admitted < perSecond && tally.admitted < perKey) {
            admitted++;
            tally.admitted++;
            return Answer.TELL;
        }
        return hold(tally);
    }

    /** Counts one that was to be told, but found no room on its way. */
    synchronized Answer hold(String rule, String module) {
        return hold(tally(new Key(rule, module)));
    }

    private Answer hold(Tally tally) {
        tally.held++;
        return held++ == 0 ? Answer.FIRST_HELD : Answer.HELD;
    }

    private void begin(long nanos) {
        begun = true;
        second = nanos;
        admitted = 0;
        tallies.values().removeIf(each -> each.held == 0);
        tallies.values().forEach(each -> each.admitted = 0);
    }

    private Tally tally(Key key) {
        Tally known = tallies.get(key);
        if (known != null) {
            return known;
        }
        return tallies.computeIfAbsent(tallies.size() < MAX_KEYS ? key : OTHERS, any -> new Tally());
    }

    synchronized boolean isHolding() {
        return held > 0;
    }

    synchronized int keys() {
        return tallies.size();
    }

    /** What was only counted since the last one; null when that is nothing. */
    synchronized @Nullable Summary summary() {
        if (held == 0) {
            return null;
        }
        String worst = tallies.entrySet().stream()
                .filter(each -> each.getValue().held > 0)
                .sorted(Comparator.comparingLong((Map.Entry<Key, Tally> each) -> -each.getValue().held)
                        .thenComparing(each -> each.getKey().module)
                        .thenComparing(each -> each.getKey().rule))
                .limit(TOLD)
                .map(each -> each.getValue().held + " of " + each.getKey().module + " by " + each.getKey().rule)
                .collect(Collectors.joining(", "));
        long kinds = tallies.values().stream().filter(each -> each.held > 0).count();
        Summary summary = new Summary(held, kinds > TOLD ? worst + " and of " + (kinds - TOLD) + " more" : worst);
        held = 0;
        tallies.values().forEach(each -> each.held = 0);
        return summary;
    }

    /**
     * What was not told one by one.
     *
     * @param count how many
     * @param text of which rules and modules
     */
    record Summary(long count, String text) {}

    private record Key(String rule, String module) {}

    private static final class Tally {
        private int admitted;
        private long held;
    }
}
