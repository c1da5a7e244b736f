package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.engine.RateLimit;
import dev.vagus.breaker.internal.engine.RateSettings;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.Setting;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.MiddlewarePreview;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate limit and the bulkhead of one target, each of which may be absent. A bulkhead that a policy takes away gets back
 * the places of calls that are under way. Thread-safe.
 */
final class Limits {
    private final String target;
    private volatile @Nullable RateLimit rate;
    private volatile @Nullable Bulkhead bulkhead;

    Limits(String target) {
        this.target = target;
    }

    String target() {
        return target;
    }

    synchronized void review(Terms terms) {
        RateSettings fresh = terms.rate();
        RateLimit before = rate;
        long now = System.nanoTime();
        if (fresh == null) {
            rate = null;
        } else if (before == null) {
            rate = new RateLimit(fresh, now);
        } else if (!before.settings().equals(fresh)) {
            before.settings(fresh, now);
        }
        int most = terms.bulkhead();
        Bulkhead former = bulkhead;
        if (most == 0) {
            bulkhead = null;
        } else if (former == null) {
            bulkhead = new Bulkhead(most);
        } else {
            former.max(most);
        }
    }

    /** Whether there is any. */
    boolean areSet() {
        return rate != null || bulkhead != null;
    }

    /** The bulkhead whose place this call must take; null for none. */
    @Nullable
    Bulkhead bulkhead() {
        return bulkhead;
    }

    /** Asks for one call; the place in the bulkhead is taken before the rate, so that a refusal there costs no call. */
    @Nullable
    CallRefusedException enter(@Nullable Bulkhead places) {
        if (places != null && !places.tryAcquire()) {
            return new CallRefusedException(target + " is refused: " + places.underWay()
                    + " calls of it are under way, as many as bulkhead.max allows");
        }
        RateLimit current = rate;
        long wait = current == null ? 0 : current.acquire(System.nanoTime());
        if (current == null || wait == 0) {
            return null;
        }
        if (places != null) {
            places.release();
        }
        RateSettings settings = current.settings();
        return new CallRefusedException(
                target + " is refused: it was called " + settings.limit() + " times in "
                        + settings.period().toMillis() + " ms, as often as rate.limit allows; again in "
                        + Math.max(1, wait / 1_000_000) + " ms",
                Duration.ofNanos(wait));
    }

    MiddlewarePreview preview(List<Setting> settings) {
        Bulkhead places = bulkhead;
        RateLimit current = rate;
        boolean full = places != null && places.underWay() >= places.max();
        StringBuilder text = new StringBuilder();
        if (places != null) {
            text.append(places.underWay()).append(" of ").append(places.max()).append(" at the same time");
        }
        if (current != null) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("at most ")
                    .append(current.settings().limit())
                    .append(" in ")
                    .append(current.settings().period().toMillis())
                    .append(" ms");
        }
        return new MiddlewarePreview(!full, text.isEmpty() ? "no limits" : text.toString(), settings);
    }
}
