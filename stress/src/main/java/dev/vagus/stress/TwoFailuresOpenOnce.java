package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two failures at once, the last two that were missing, open the breaker once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "open, after one transition")
@State
public class TwoFailuresOpenOnce {
    private final Guard guard = new Guard(Guard.SETTINGS);
    private final Permit permit = guard.permit();

    /** One. */
    @Actor
    public void fail() {
        guard.fail(permit);
    }

    /** The other. */
    @Actor
    public void failToo() {
        guard.fail(permit);
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        result.r1 = guard.state();
        result.r2 = guard.transitions.get();
    }
}
