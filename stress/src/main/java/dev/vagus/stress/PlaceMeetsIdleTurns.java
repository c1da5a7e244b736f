package dev.vagus.stress;

import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Items that are placed in two mailboxes, with one fence, while their turns declare themselves idle are not left lying. */
@JCStressTest
@Outcome(id = "2, 2, 0", expect = Expect.ACCEPTABLE, desc = "all are delivered")
@State
public class PlaceMeetsIdleTurns {
    private final Box one = new Box(10, Overflow.FAIL, 1);
    private final Box other = new Box(10, Overflow.FAIL, 1);

    /** Both have a turn handed over, for one item. */
    public PlaceMeetsIdleTurns() {
        one.mailbox.offer(1, 1);
        other.mailbox.offer(1, 1);
    }

    /** Both turns. */
    @Actor
    public void turns() {
        other.runOneTurn();
        one.runOneTurn();
    }

    /** The producer. */
    @Actor
    public void place() {
        one.mailbox.place(2, 1);
        other.mailbox.place(2, 1);
        Mailbox.fence();
        one.mailbox.announce();
        other.mailbox.announce();
    }

    /** What is left. */
    @Arbiter
    public void look(III_Result result) {
        one.runTurns();
        other.runTurns();
        result.r1 = (int) one.counts().delivered();
        result.r2 = (int) other.counts().delivered();
        result.r3 = (int) (one.counts().queued() + other.counts().queued());
    }
}
