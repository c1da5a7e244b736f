package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A breaker that closes while its settings change has the window of the new ones. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "closed, and the next call is in the window")
@State
public class ClosingMeetsSettings {
    private final Guard guard = new Guard(Guard.SETTINGS).recovered();
    private final Permit probe = guard.permit();

    /** The probe. */
    @Actor
    public void succeed() {
        probe.succeed();
    }

    /** The configuration. */
    @Actor
    public void change() {
        guard.breaker.settings(Guard.tenCalls());
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        guard.permit().succeed();
        result.r1 = guard.state();
        result.r2 = guard.breaker.snapshot().windowCalls();
    }
}
