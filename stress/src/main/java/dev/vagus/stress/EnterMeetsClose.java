package dev.vagus.stress;

import dev.vagus.registry.internal.engine.DrainGate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A call that gets into a provider while that closes is seen by whoever closes. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "it got in and is waited for")
@Outcome(id = "0, [0-1], 0", expect = Expect.ACCEPTABLE, desc = "it was refused, or is being refused")
@State
public class EnterMeetsClose {
    private final DrainGate gate = new DrainGate();

    /** Lets the gate have its cells, so that nobody takes a lock for them. */
    public EnterMeetsClose() {
        gate.enter();
        gate.leave();
    }

    /** A call. */
    @Actor
    public void enter(III_Result result) {
        result.r1 = gate.enter() ? 1 : 0;
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
