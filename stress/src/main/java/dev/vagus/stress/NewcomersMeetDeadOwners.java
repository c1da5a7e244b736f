package dev.vagus.stress;

import dev.vagus.delivery.count.StripedCounters;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Threads that have ended own all stripes; while these are released, two others add, atomically at first and then as the
 * owner of what one of the dead has written to. Nothing is lost; who reads sees sums that only grow.
 */
@JCStressTest
@Outcome(id = "8, 1, 1", expect = Expect.ACCEPTABLE, desc = "all added, sums only grew")
@State
public class NewcomersMeetDeadOwners {
    private static final int STRIPES = 4;

    private final StripedCounters counters = new StripedCounters(1);

    /** Four threads add once and end. */
    public NewcomersMeetDeadOwners() {
        Thread[] dead = new Thread[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            dead[i] = new Thread(null, this::add, "dead", 1 << 14, false);
            dead[i].start();
        }
        for (Thread each : dead) {
            try {
                each.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while the race was being set up", e);
            }
        }
    }

    private void add() {
        counters.add(counters.stripe(), 0, 1);
    }

    /** Adds while stripes become free, and reads. */
    @Actor
    public void one(III_Result result) {
        add();
        long first = counters.sum(0);
        add();
        result.r2 = first > STRIPES && counters.sum(0) > first ? 1 : 0;
    }

    /** Releases, adds to what it got, and reads. */
    @Actor
    public void other(III_Result result) {
        long first = counters.sum(0);
        counters.releaseDead();
        add();
        long second = counters.sum(0);
        counters.releaseDead();
        add();
        result.r3 = first >= STRIPES && second > first ? 1 : 0;
    }

    /** What it comes to. */
    @Arbiter
    public void look(III_Result result) {
        result.r1 = (int) counters.sum(0);
    }
}
