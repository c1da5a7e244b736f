package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** What one producer offers in one lane is delivered in its order, and nothing is lost or double. */
@JCStressTest
@Outcome(id = "true, true, 4", expect = Expect.ACCEPTABLE, desc = "four in order")
@State
public class TwoProducersKeepTheirOrder {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** One producer. */
    @Actor
    public void one() {
        box.mailbox.offer(1, 1);
        box.mailbox.offer(2, 1);
    }

    /** Another producer. */
    @Actor
    public void other() {
        box.mailbox.offer(11, 1);
        box.mailbox.offer(12, 1);
    }

    /** What came. */
    @Arbiter
    public void look(ZZI_Result result) {
        box.runTurns();
        result.r1 = box.isInOrder(1, 2);
        result.r2 = box.isInOrder(11, 12);
        result.r3 = box.received(1) + box.received(2) + box.received(11) + box.received(12);
    }
}
