package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The latest records, bounded in their number and in what they weigh. Thread-safe. */
final class TraceRing {
    /** What a record weighs beside its texts, in bytes. */
    private static final int BARE = 200;

    private final ArrayDeque<TraceRecord> records = new ArrayDeque<>();
    private int most;
    private long mostBytes;
    private long bytes;

    TraceRing(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    synchronized void bounds(int recordCount, long byteCount) {
        most = recordCount;
        mostBytes = byteCount;
        trim();
    }

    synchronized void add(TraceRecord record) {
        records.addLast(record);
        bytes += weight(record);
        trim();
    }

    private void trim() {
        while (records.size() > most || (bytes > mostBytes && !records.isEmpty())) {
            bytes -= weight(records.removeFirst());
        }
    }

    /** A text may have two bytes for each character. The ids and names are shared by all records of a piece of work. */
    private static long weight(TraceRecord record) {
        return BARE + 2L * (record.detail().length() + record.payload().length());
    }

    synchronized void clear() {
        records.clear();
        bytes = 0;
    }

    synchronized int size() {
        return records.size();
    }

    /** All of them, oldest first. */
    synchronized List<TraceRecord> all() {
        return new ArrayList<>(records);
    }

    /** The latest of them, oldest first. */
    synchronized List<TraceRecord> latest(int limit) {
        List<TraceRecord> all = new ArrayList<>(records);
        return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
    }
}
