package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An item that is offered while the turn declares itself idle is not left lying. */
@JCStressTest
@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "both are delivered")
@State
public class OfferMeetsIdleTurn {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** A turn is handed over, for one item. */
    public OfferMeetsIdleTurn() {
        box.mailbox.offer(1, 1);
    }

    /** The turn. */
    @Actor
    public void turn() {
        box.runOneTurn();
    }

    /** The producer. */
    @Actor
    public void offer() {
        box.mailbox.offer(2, 1);
    }

    /** What is left. */
    @Arbiter
    public void look(II_Result result) {
        box.runTurns();
        result.r1 = (int) box.counts().delivered();
        result.r2 = (int) box.counts().queued();
    }
}
