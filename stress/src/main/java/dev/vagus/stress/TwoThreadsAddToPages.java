package dev.vagus.stress;

import dev.vagus.delivery.count.StripedCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Two threads add what has begun and then what has ended, to pages that nobody has used yet. Nothing is lost; who reads sees
 * sums that only grow, and never more ends than beginnings.
 */
@JCStressTest
@Outcome(id = "4, 4, 1, 1", expect = Expect.ACCEPTABLE, desc = "all added, sums only grew, no end before its beginning")
@State
public class TwoThreadsAddToPages {
    private static final int BEGUN = 0;
    private static final int ENDED = StripedCounters.PAGE + 1;

    private final StripedCounters counters = new StripedCounters(2);

    private void work() {
        for (int i = 0; i < 2; i++) {
            int stripe = counters.stripe();
            counters.add(stripe, BEGUN, 1);
            counters.add(stripe, ENDED, 1);
        }
    }

    /** One. */
    @Actor
    public void one() {
        work();
    }

    /** The other, which reads too. */
    @Actor
    public void other(IIII_Result result) {
        long first = counters.sum(ENDED);
        long begun = counters.sum(BEGUN);
        work();
        long second = counters.sum(ENDED);
        result.r3 = second >= first + 2 ? 1 : 0;
        result.r4 = begun >= first && counters.sum(BEGUN) >= second ? 1 : 0;
    }

    /** What it comes to, by one counter and by its page. */
    @Arbiter
    public void look(IIII_Result result) {
        long[] page = new long[StripedCounters.PAGE];
        result.r1 = (int) counters.sum(BEGUN);
        result.r2 = counters.sums(1, page) ? (int) page[ENDED - StripedCounters.PAGE] : 0;
    }
}
