package dev.vagus.stress;

import dev.vagus.delivery.count.StripedCounter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads that count for the first time, and again, lose nothing; who reads twice sees no less the second time. */
@JCStressTest
@Outcome(id = "4, [1-3], 1", expect = Expect.ACCEPTABLE, desc = "all counted, and the sum only grew")
@State
public class TwoThreadsCount {
    private final StripedCounter counter = new StripedCounter();

    /** One. */
    @Actor
    public void count() {
        counter.increment();
        counter.increment();
    }

    /** The other, which reads too. */
    @Actor
    public void countAndRead(III_Result result) {
        counter.increment();
        long first = counter.sum();
        counter.increment();
        long second = counter.sum();
        result.r2 = (int) first;
        result.r3 = second > first ? 1 : 0;
    }

    /** What it comes to. */
    @Arbiter
    public void look(III_Result result) {
        result.r1 = (int) counter.sum();
    }
}
