package dev.vagus.security.internal.control;

import dev.vagus.spi.GateKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who ask gates, and what they are to do about this one. Whoever comes is told on the thread by which it comes, so
 * that it is told before what it guards can be used.
 *
 * <p>Invariant: after a wish was changed by {@link #want}, each keeper that was or comes there has acted by it or by a later
 * one, never by an earlier one. For a keeper is put among the others before the wish is read, and reading it and acting by
 * it happen under that keeper's lock.
 */
public final class Keepers {
    static final String GATE = "security";

    private static final Logger LOG = LoggerFactory.getLogger(Keepers.class);

    private final Map<GateKeeper, Keeper> all = new ConcurrentHashMap<>();
    private volatile Wish wish = Wish.LEAVE;
    private volatile Runnable needed = () -> {};

    /** Does this when somebody comes that needs security while nobody has said anything. */
    void whenNeeded(Runnable action) {
        needed = action;
    }

    /**
     * One more.
     *
     * @param guards what it guards
     */
    public void add(String guards, GateKeeper keeper) {
        Keeper one = new Keeper(guards, keeper);
        all.put(keeper, one);
        one.act();
        if (wish == Wish.LEAVE && one.requires()) {
            needed.run();
        }
    }

    /** One less. */
    public void remove(GateKeeper keeper) {
        all.remove(keeper);
    }

    /**
     * Has every keeper do this, those that come later too.
     *
     * @return what could not be written down, as sentences
     */
    List<String> want(Wish next) {
        wish = next;
        List<String> failures = new ArrayList<>();
        for (Keeper each : all.values()) {
            String failure = each.act();
            if (!failure.isEmpty()) {
                failures.add(failure);
            }
        }
        return failures;
    }

    /** Whether somebody remembers that it needs security. */
    boolean isNeeded() {
        return all.values().stream().anyMatch(Keeper::requires);
    }

    /** What has written down that it needs security. */
    Set<String> guarded() {
        Set<String> guarded = new TreeSet<>();
        all.values().stream().filter(each -> each.written && each.requires()).forEach(each -> guarded.add(each.guards));
        return guarded;
    }

    private final class Keeper {
        private final String guards;
        private final GateKeeper keeper;
        private volatile boolean written = true;

        Keeper(String guards, GateKeeper keeper) {
            this.guards = guards;
            this.keeper = keeper;
        }

        boolean requires() {
            return keeper.required().contains(GATE);
        }

        /** Does what is wanted now; what went wrong, or nothing. */
        synchronized String act() {
            Wish now = wish;
            try {
                if (now == Wish.REQUIRE) {
                    keeper.require(GATE);
                    written = true;
                } else if (now == Wish.RELEASE && requires()) {
                    keeper.release(GATE);
                }
                return "";
            } catch (RuntimeException e) {
                written &= now != Wish.REQUIRE;
                String failure = now == Wish.REQUIRE
                        ? guards + " could not write down that it needs security, and needs it until this process ends"
                        : guards + " could not write down that it needs security no more, and needs it still";
                LOG.error("{}: make its folder writable, and say it again", failure, e);
                return failure + ": " + e.getMessage();
            }
        }
    }
}
