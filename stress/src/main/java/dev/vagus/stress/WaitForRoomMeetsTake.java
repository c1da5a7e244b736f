package dev.vagus.stress;

import dev.vagus.delivery.Offer;
import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A producer that waits for room hears of it. Were it not told, it would be refused after five seconds. */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "it got the room that was made")
@State
public class WaitForRoomMeetsTake {
    private final Box box = new Box(1, Overflow.BLOCK, 1);

    /** The mailbox is full. */
    public WaitForRoomMeetsTake() {
        box.mailbox.offer(1, 1);
    }

    /** The turn. */
    @Actor
    public void turn() {
        box.runOneTurn();
    }

    /** The producer. */
    @Actor
    public void offer(II_Result result) {
        result.r1 = box.mailbox.offer(2, 1) == Offer.ACCEPTED ? 1 : 0;
    }

    /** What came. */
    @Arbiter
    public void look(II_Result result) {
        box.runTurns();
        result.r2 = (int) box.counts().delivered();
    }
}
