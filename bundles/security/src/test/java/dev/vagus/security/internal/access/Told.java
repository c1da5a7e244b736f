package dev.vagus.security.internal.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What an audit told. */
final class Told implements AuditSink {
    final List<Entry> entries = new CopyOnWriteArrayList<>();
    final List<String> summaries = new CopyOnWriteArrayList<>();
    final AtomicLong suppressed = new AtomicLong();
    volatile boolean curious;

    @Override
    public boolean hearsAllowed() {
        return curious;
    }

    @Override
    public void decided(Entry entry) {
        entries.add(entry);
    }

    @Override
    public void suppressed(long count, String text) {
        suppressed.addAndGet(count);
        summaries.add(text);
    }
}
