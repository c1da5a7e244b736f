package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The turns of a receiver and of the next one, which may run at once, lose no count of what they deliver. */
@JCStressTest
@Outcome(id = "4, 0, 0", expect = Expect.ACCEPTABLE, desc = "every delivery is counted")
@State
public class NewReceiverMeetsTurn {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** A turn is handed over, for four items. */
    public NewReceiverMeetsTurn() {
        for (int item = 1; item <= 4; item++) {
            box.mailbox.offer(item, 1);
        }
    }

    /** The former receiver's turn. */
    @Actor
    public void former() {
        box.runOneTurn();
    }

    /** The next receiver. */
    @Actor
    public void next() {
        box.mailbox.attach(box, 1);
        box.runOneTurn();
    }

    /** What was counted. */
    @Arbiter
    public void look(III_Result result) {
        box.runTurns();
        result.r1 = (int) box.counts().delivered();
        result.r2 = (int) box.counts().inFlight();
        result.r3 = (int) box.counts().queued();
    }
}
