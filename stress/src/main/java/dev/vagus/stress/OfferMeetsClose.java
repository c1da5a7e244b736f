package dev.vagus.stress;

import dev.vagus.delivery.Offer;
import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An item that is offered while the mailbox is closed is either refused, or cleared and counted. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "accepted, then cleared")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@State
public class OfferMeetsClose {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** The producer. */
    @Actor
    public void offer(III_Result result) {
        result.r1 = box.mailbox.offer(1, 1) == Offer.ACCEPTED ? 1 : 0;
    }

    /** The end. */
    @Actor
    public void close() {
        box.mailbox.close();
    }

    /** What is left. */
    @Arbiter
    public void look(III_Result result) {
        box.runTurns();
        result.r2 = (int) box.counts().cleared();
        result.r3 = (int) (box.counts().queued() + box.counts().delivered());
    }
}
