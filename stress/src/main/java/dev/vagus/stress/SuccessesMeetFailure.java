package dev.vagus.stress;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.internal.engine.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Successes that are left pending while a failure moves them into the window are in it, once. */
@JCStressTest
@Outcome(id = "9, 1", expect = Expect.ACCEPTABLE, desc = "every call is in the window")
@State
public class SuccessesMeetFailure {
    private final Guard guard = new Guard(Guard.tenCalls());
    private final Permit permit = guard.permit();

    /** Successes. */
    @Actor
    public void succeed() {
        for (int i = 0; i < 8; i++) {
            permit.succeed();
        }
    }

    /** A failure. */
    @Actor
    public void fail() {
        guard.fail(permit);
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        BreakerSnapshot snapshot = guard.breaker.snapshot();
        result.r1 = snapshot.windowCalls();
        result.r2 = snapshot.windowFailures();
    }
}
