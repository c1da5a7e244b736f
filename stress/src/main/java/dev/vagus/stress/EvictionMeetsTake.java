package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The oldest item goes one way only: to the receiver, or dropped for a newer one. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "the turn was first, both are delivered")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the older one was dropped")
@State
public class EvictionMeetsTake {
    private final Box box = new Box(1, Overflow.DROP_OLDEST, 1);

    /** The mailbox is full. */
    public EvictionMeetsTake() {
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

    /** What became of each. */
    @Arbiter
    public void look(III_Result result) {
        box.runTurns();
        result.r1 = box.received(1);
        result.r2 = box.received(2);
        result.r3 = (int) box.counts().dropped();
    }
}
