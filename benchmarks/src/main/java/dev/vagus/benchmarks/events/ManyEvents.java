package dev.vagus.benchmarks.events;

import dev.vagus.events.EventQuery;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Run by hand: publishes many events, tells after each tenth how fast they were persisted, what the heap holds and how large
 * the database is, then how long a query of the first page takes.
 */
public final class ManyEvents {
    private static final int PARTS = 10;
    private static final int RARE_ONES = 50;
    private static final int WARM_UP = 200;
    private static final int QUERIES = 101;

    private final StoredEvents stored;
    private final PrintStream out;

    private ManyEvents(StoredEvents stored, PrintStream out) {
        this.stored = stored;
        this.out = out;
    }

    /**
     * Does it.
     *
     * @param arguments how many events, an empty folder for the database, and how many the store keeps: 0, or nothing, for
     *     all, in which case it is also looked up how long queries take
     */
    public static void main(String[] arguments) {
        long events = Long.parseLong(arguments[0]);
        long most = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
        try (StoredEvents stored = new StoredEvents(Path.of(arguments[1]), most)) {
            ManyEvents many = new ManyEvents(stored, System.out);
            many.fill(events);
            if (most == 0) {
                many.ask();
            }
        }
        System.out.printf("%,d events were persisted and counted%n", events);
    }

    private void fill(long events) {
        for (int part = 1; part <= PARTS; part++) {
            long start = System.nanoTime();
            long worked = writerNanos();
            stored.publish(events / PARTS, events / RARE_ONES);
            double seconds = (System.nanoTime() - start) / 1e9;
            worked = writerNanos() - worked;
            System.gc();
            Runtime memory = Runtime.getRuntime();
            out.printf(
                    "%,d: %,.0f events/s, %.2f us of the writer each, heap %d MB, database %,d MB%n",
                    part * events / PARTS,
                    events / PARTS / seconds,
                    worked / 1e3 / (events / PARTS),
                    (memory.totalMemory() - memory.freeMemory()) >> 20,
                    stored.fileSize() >> 20);
        }
    }

    /** The processor time that the store's writer has used, which says more than the clock where others keep the machine busy. */
    private static long writerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("vagus-store-writer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private void ask() {
        time("a name that every 40th event has", EventQuery.ALL.named("LabStep2"), 100);
        time("a name that 50 events have", EventQuery.ALL.named(StoredEvents.RARE), RARE_ONES);
        time("a pattern of 20 names that half of the events have", EventQuery.ALL.named("Lab*"), 100);
        time("a pattern that 50 events match", EventQuery.ALL.named("*Alarm"), RARE_ONES);
        time("a pattern of no name", EventQuery.ALL.named("Nobody*"), 0);
        time(
                "a frequent name, the oldest first",
                EventQuery.ALL.named("LabStep2").oldestFirst(),
                100);
        time("all, the oldest first", EventQuery.ALL.oldestFirst(), 100);
    }

    private void time(String what, EventQuery query, int due) {
        long[] nanos = new long[QUERIES];
        for (int i = -WARM_UP; i < QUERIES; i++) {
            long start = System.nanoTime();
            int found = stored.query(query).events().size();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
            if (found != due) {
                throw new IllegalStateException(what + ": " + found + " events instead of " + due);
            }
        }
        Arrays.sort(nanos);
        out.printf(
                "%s: median %.2f ms, longest of %d %.2f ms%n",
                what, nanos[QUERIES / 2] / 1e6, QUERIES, nanos[QUERIES - 1] / 1e6);
    }
}
