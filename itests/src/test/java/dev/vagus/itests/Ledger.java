package dev.vagus.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.ToIntBiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * The books of a test on numbered messages, which outlive the modules: a function that is a service, since a module shares
 * no class with the test. {@code applyAsInt("handled", 17)} says how often message 17 was handled, this time included.
 */
final class Ledger implements ToIntBiFunction<String, Integer>, AutoCloseable {
    static final String FILTER = "(vagus.itests=ledger)";

    private final int limit;
    private final Map<String, AtomicIntegerArray> times = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> totals = new ConcurrentHashMap<>();
    private final ServiceRegistration<?> registration;

    private Ledger(BundleContext context, int limit) {
        this.limit = limit;
        registration = context.registerService(
                ToIntBiFunction.class, this, InModule.properties(Map.of("vagus.itests", "ledger")));
    }

    /** Books for messages from 0 up to, but without, this number. */
    static Ledger open(BundleContext context, int limit) {
        return new Ledger(context, limit);
    }

    @Override
    public int applyAsInt(String what, Integer message) {
        totals.computeIfAbsent(what, key -> new AtomicLong()).incrementAndGet();
        return times.computeIfAbsent(what, key -> new AtomicIntegerArray(limit)).incrementAndGet(message);
    }

    /** How often that was written, over all messages. */
    long total(String what) {
        AtomicLong total = totals.get(what);
        return total == null ? 0 : total.get();
    }

    /** The messages of which that was written so often that this holds. */
    List<Integer> messages(String what, IntPredicate condition) {
        AtomicIntegerArray known = times.computeIfAbsent(what, key -> new AtomicIntegerArray(limit));
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            if (condition.test(known.get(i))) {
                found.add(i);
            }
        }
        return found;
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
