package dev.vagus.stress;

import dev.vagus.breaker.internal.engine.Permit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A call that comes while the one probe succeeds is refused or finds the breaker closed: it is not a second probe. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "let through by the closed breaker, where its failure counts")
@State
public class LastProbeMeetsCall {
    private final Guard guard = new Guard(Guard.SETTINGS).recovered();
    private final Permit probe = guard.permit();
    private volatile @Nullable Permit call;

    /** The probe. */
    @Actor
    public void succeed() {
        probe.succeed();
    }

    /** The call. */
    @Actor
    public void ask() {
        call = guard.breaker.acquire();
    }

    /** What it comes to. */
    @Arbiter
    public void look(II_Result result) {
        Permit permit = call;
        if (permit != null) {
            result.r1 = 1;
            guard.fail(permit);
        }
        result.r2 = guard.breaker.snapshot().consecutiveFailures();
    }
}
