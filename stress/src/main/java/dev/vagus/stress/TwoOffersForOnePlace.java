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

/** A mailbox never holds more than its capacity. */
@JCStressTest
@Outcome(
        id = {"1, 0, 1", "0, 1, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one is accepted, the other refused")
@State
public class TwoOffersForOnePlace {
    private final Box box = new Box(1, Overflow.FAIL, 1);

    /** One producer. */
    @Actor
    public void one(III_Result result) {
        result.r1 = box.mailbox.offer(1, 1) == Offer.ACCEPTED ? 1 : 0;
    }

    /** Another producer, into another lane. */
    @Actor
    public void other(III_Result result) {
        result.r2 = box.mailbox.offer(2, 2) == Offer.ACCEPTED ? 1 : 0;
    }

    /** What is in. */
    @Arbiter
    public void look(III_Result result) {
        result.r3 = (int) box.counts().queued();
    }
}
