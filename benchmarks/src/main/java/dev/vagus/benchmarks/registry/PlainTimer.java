package dev.vagus.benchmarks.registry;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a timer must hold at least: how many calls, how long all of them and how long the longest took. It knows all of it
 * since it began, where Micrometer's forgets the longest after some minutes and looks at the wall clock for that.
 */
final class PlainTimer implements CallTimer {
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    @Override
    public void record(long nanos) {
        count.increment();
        total.add(nanos);
        longest.accumulate(nanos);
    }

    @Override
    public long count() {
        return count.sum();
    }

    @Override
    public boolean isPlausible() {
        long most = longest.get();
        return most > 0 && most <= total.sum() && total.sum() <= most * count.sum();
    }
}
