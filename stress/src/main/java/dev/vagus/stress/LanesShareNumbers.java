package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Items of different lanes, whose permits number the middle one, hide none of the others for longer than they are stored. */
@JCStressTest
@Outcome(id = "1, 1, 1, 0", expect = Expect.ACCEPTABLE, desc = "each once, and nothing is left")
@State
public class LanesShareNumbers {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** A turn is handed over, for one item. */
    public LanesShareNumbers() {
        box.mailbox.offer(1, 1);
    }

    /** A producer of urgent items. */
    @Actor
    public void urgent() {
        box.mailbox.offer(2, 2);
    }

    /** A turn, a producer of usual ones, and another turn. */
    @Actor
    public void usual() {
        box.runOneTurn();
        box.mailbox.offer(3, 1);
        box.runOneTurn();
    }

    /** What came. */
    @Arbiter
    public void look(IIII_Result result) {
        box.runTurns();
        result.r1 = box.received(1);
        result.r2 = box.received(2);
        result.r3 = box.received(3);
        result.r4 = (int) box.counts().queued();
    }
}
