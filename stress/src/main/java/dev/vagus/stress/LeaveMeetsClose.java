package dev.vagus.stress;

import dev.vagus.registry.internal.engine.DrainGate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Of two calls one leaves and the other enters and leaves while the provider closes: the sum is never below the calls inside. */
@JCStressTest
@Outcome(id = "[01], [12], 1", expect = Expect.ACCEPTABLE, desc = "the call that stays is always seen")
@Outcome(id = "[01], 3, 1", expect = Expect.ACCEPTABLE, desc = "so are those that were just leaving")
@State
public class LeaveMeetsClose {
    private final DrainGate gate = new DrainGate();

    /** Two calls are inside. */
    public LeaveMeetsClose() {
        gate.enter();
        gate.enter();
    }

    /** One leaves, and the next comes and goes. */
    @Actor
    public void comeAndGo(III_Result result) {
        gate.leave();
        boolean inside = gate.enter();
        if (inside) {
            gate.leave();
        }
        result.r1 = inside ? 1 : 0;
    }

    /** A module that leaves. */
    @Actor
    public void close(III_Result result) {
        gate.close();
        result.r2 = (int) gate.count();
    }

    /** What it comes to. */
    @Arbiter
    public void look(III_Result result) {
        result.r3 = (int) gate.count();
    }
}
