package dev.vagus.bus.internal.component;

import dev.vagus.bus.internal.engine.Attachment;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What each bundle subscribed in code, so that it goes when the bundle does. Thread-safe. */
final class CodeSubscriptions {
    private final Map<Long, Set<Attachment>> byBundle = new HashMap<>();

    synchronized void add(long bundleId, Attachment attachment) {
        Set<Attachment> own = byBundle.computeIfAbsent(bundleId, id -> new HashSet<>());
        own.removeIf(each -> !each.isOpen());
        own.add(attachment);
    }

    /** Ends those of the bundle; named ones wait that long. */
    void detach(long bundleId, Duration window) {
        Set<Attachment> own;
        synchronized (this) {
            own = byBundle.remove(bundleId);
        }
        if (own != null) {
            own.forEach(each -> each.detach(window));
        }
    }
}
