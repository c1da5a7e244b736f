package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two turns of one receiver hand out each item once, the urgent one too. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "each once")
@State
public class TwoTurnsShareItems {
    private final Box box = new Box(10, Overflow.FAIL, 2);

    /** Both turns are handed over. */
    public TwoTurnsShareItems() {
        box.mailbox.offer(1, 1);
        box.mailbox.offer(2, 1);
        box.mailbox.offer(3, 2);
    }

    /** One turn. */
    @Actor
    public void one() {
        box.runOneTurn();
    }

    /** The other. */
    @Actor
    public void other() {
        box.runOneTurn();
    }

    /** What came. */
    @Arbiter
    public void look(III_Result result) {
        box.runTurns();
        result.r1 = box.received(1);
        result.r2 = box.received(2);
        result.r3 = box.received(3);
    }
}
