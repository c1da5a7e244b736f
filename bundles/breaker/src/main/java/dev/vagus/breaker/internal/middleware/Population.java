package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.RetryTally;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.breaker.internal.policy.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that goes by policies now, and the breakers among it. After a change of the policies everything is told its new
 * terms; what joins meanwhile is told twice rather than never. Thread-safe.
 */
public final class Population {
    private static final Logger LOG = LoggerFactory.getLogger(Population.class);

    private final PolicyBook book;
    private final Set<Live> all = ConcurrentHashMap.newKeySet();
    private final Set<Breaker> breakers = ConcurrentHashMap.newKeySet();
    private final Set<RetryTally> tallies = ConcurrentHashMap.newKeySet();
    private final Map<Live, String> contradictions = new ConcurrentHashMap<>();

    /** Goes by this book. */
    public Population(PolicyBook book) {
        this.book = book;
        book.listen(this::review);
    }

    /** What holds for a target now. */
    Terms terms(String target) {
        return new Terms(book.settings(target));
    }

    /** Tells this one its terms, now and after every change. */
    void join(Live live) {
        all.add(live);
        tell(live);
    }

    void leave(Live live) {
        all.remove(live);
        contradictions.remove(live);
    }

    /** Shows this breaker to people. */
    void show(Breaker breaker) {
        breakers.add(breaker);
    }

    void hide(Breaker breaker) {
        breakers.remove(breaker);
    }

    /** Shows people what came of trying again. */
    void show(RetryTally tally) {
        tallies.add(tally);
    }

    void hide(RetryTally tally) {
        tallies.remove(tally);
    }

    private void review() {
        all.forEach(this::tell);
    }

    private void tell(Live live) {
        try {
            live.review(terms(live.target()));
            contradictions.remove(live);
        } catch (IllegalArgumentException e) {
            String reason = "its policies contradict each other, what held before stays: " + e.getMessage();
            if (!reason.equals(contradictions.put(live, reason))) {
                LOG.error("{}: {}", live.target(), reason);
            }
        }
    }

    /** The targets that do not go by their policies, and why. */
    public Map<String, String> contradictions() {
        Map<String, String> byTarget = new TreeMap<>();
        contradictions.forEach((live, reason) -> byTarget.put(live.target(), reason));
        return byTarget;
    }

    /** The breakers of which this is true, by target. */
    public List<Breaker> breakers(Predicate<String> target) {
        List<Breaker> found = new ArrayList<>();
        for (Breaker each : breakers) {
            if (target.test(each.guarded().target())) {
                found.add(each);
            }
        }
        found.sort(Comparator.comparing((Breaker each) -> each.guarded().target())
                .thenComparing(each -> each.guarded().bundleId()));
        return found;
    }

    /** How all of them are. */
    public List<BreakerSnapshot> snapshots() {
        return breakers(target -> true).stream().map(Breaker::snapshot).toList();
    }

    /** What came of trying again, where that was done, by target. */
    public List<RetrySnapshot> retries() {
        return tallies.stream()
                .map(RetryTally::snapshot)
                .filter(each -> each.succeeded() + each.failures() > 0)
                .sorted(Comparator.comparing(RetrySnapshot::target).thenComparing(RetrySnapshot::bundleId))
                .toList();
    }
}
