package dev.vagus.stress;

import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Verdict;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An item that is given back while the mailbox ends is settled once. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "cleared, by one of the two")
@State
public class GiveBackMeetsClose {
    private final Box box = new Box(10, Overflow.FAIL, 1);

    /** An item is in flight. */
    public GiveBackMeetsClose() {
        box.answer(Verdict.LATER);
        box.mailbox.offer(1, 1);
        box.runTurns();
    }

    /** The next attempt is due. */
    @Actor
    public void giveBack() {
        box.mailbox.giveBack(1);
    }

    /** The end. */
    @Actor
    public void close() {
        box.mailbox.close();
        box.mailbox.clearReturned(item -> {});
    }

    /** How it was settled. */
    @Arbiter
    public void look(II_Result result) {
        box.runTurns();
        result.r1 = (int) box.counts().cleared();
        result.r2 = (int) (box.counts().inFlight() + box.counts().queued());
    }
}
