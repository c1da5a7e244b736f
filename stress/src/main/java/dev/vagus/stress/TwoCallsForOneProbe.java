package dev.vagus.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two calls that find the recovery time over one is the probe. */
@JCStressTest
@Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "the first")
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "the second")
@State
public class TwoCallsForOneProbe {
    private final Guard guard = new Guard(Guard.SETTINGS).recovered();

    /** One. */
    @Actor
    public void ask(III_Result result) {
        result.r1 = guard.breaker.acquire() == null ? 0 : 1;
    }

    /** The other. */
    @Actor
    public void askToo(III_Result result) {
        result.r2 = guard.breaker.acquire() == null ? 0 : 1;
    }

    /** What it comes to. */
    @Arbiter
    public void look(III_Result result) {
        result.r3 = guard.state();
    }
}
