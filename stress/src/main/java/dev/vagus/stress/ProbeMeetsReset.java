package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A probe that fails during a reset does not open what was reset. */
@JCStressTest
@Outcome(id = "0, 3", expect = Expect.ACCEPTABLE, desc = "closed: the reset was first")
@Outcome(id = "0, 4", expect = Expect.ACCEPTABLE, desc = "closed: it opened again before")
@State
public class ProbeMeetsReset {
    private final Guard guard = new Guard(Guard.SETTINGS).recovered();
    private final Permit probe = guard.permit();

    /** The probe. */
    @Actor
    public void fail() {
        guard.fail(probe);
    }

    /** Somebody. */
    @Actor
    public void reset() {
        guard.breaker.reset("race", false);
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        result.r1 = guard.state();
        result.r2 = guard.transitions.get();
    }
}
