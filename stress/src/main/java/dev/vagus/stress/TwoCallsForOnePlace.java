package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.engine.RateLimit;
import dev.vagus.breaker.internal.engine.RateSettings;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Two calls for the one place of a bulkhead, and for the one call of a rate limit: each is had once. */
@JCStressTest
@Outcome(id = "[01], [01], 1, 1", expect = Expect.ACCEPTABLE, desc = "one of them has it")
@State
public class TwoCallsForOnePlace {
    private final Bulkhead bulkhead = new Bulkhead(1);
    private final RateLimit limit = new RateLimit(RateSettings.perSecond(1), 0);
    private volatile int free;
    private volatile int freeToo;

    /** One. */
    @Actor
    public void ask(IIII_Result result) {
        result.r1 = bulkhead.tryAcquire() ? 1 : 0;
        free = limit.acquire(0) == 0 ? 1 : 0;
    }

    /** The other. */
    @Actor
    public void askToo(IIII_Result result) {
        result.r2 = bulkhead.tryAcquire() ? 1 : 0;
        freeToo = limit.acquire(0) == 0 ? 1 : 0;
    }

    /** What it comes to. */
    @Arbiter
    public void look(IIII_Result result) {
        result.r3 = result.r1 + result.r2;
        result.r4 = free + freeToo;
    }
}
