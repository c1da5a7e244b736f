package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whoever forces a breaker open has it forced open, also when it opens at that moment. */
@JCStressTest
@Outcome(id = "3, 1", expect = Expect.ACCEPTABLE, desc = "forced open while closed")
@Outcome(id = "3, 2", expect = Expect.ACCEPTABLE, desc = "forced open just after it opened")
@State
public class FailureMeetsForceOpen {
    private final Guard guard = new Guard(Guard.SETTINGS.withFailures(1));
    private final Permit permit = guard.permit();

    /** The last failure that was missing. */
    @Actor
    public void fail() {
        guard.fail(permit);
    }

    /** Somebody. */
    @Actor
    public void force() {
        guard.breaker.forceOpen("race");
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        result.r1 = guard.state();
        result.r2 = guard.transitions.get();
    }
}
