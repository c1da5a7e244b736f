package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An item that is offered while delivery goes on after a pause is delivered. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it is delivered")
@State
public class OfferMeetsResume {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** Delivery is paused. */
    public OfferMeetsResume() {
        box.mailbox.gate().pause();
    }

    /** The operator. */
    @Actor
    public void resume() {
        box.mailbox.gate().resume();
    }

    /** The producer. */
    @Actor
    public void offer() {
        box.mailbox.offer(1, 1);
    }

    /** What came. */
    @Arbiter
    public void look(I_Result result) {
        box.runTurns();
        result.r1 = box.received(1);
    }
}
