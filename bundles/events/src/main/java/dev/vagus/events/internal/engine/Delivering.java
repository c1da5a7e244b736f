package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.budget.CallingThreads;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.OpenCall;
import dev.vagus.delivery.budget.Watcher;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings an event to handlers, on the thread that raises it: runs them or fills their mailboxes. Handlers that would make
 * the thread wait come last, so that they keep it from nobody else. Thread-safe.
 */
final class Delivering {
    private final ModuleEvents mapping;
    private final LongSupplier nanoClock;
    private final CallingThreads threads;

    Delivering(ModuleEvents mapping, Watcher watcher, LongSupplier nanoClock) {
        this.mapping = mapping;
        this.nanoClock = nanoClock;
        threads = new CallingThreads(watcher);
    }

    /**
     * Runs the handlers of OSGi events here, but those that are slow; fills the mailboxes of the others; waits for the slow
     * ones for as long as their budget.
     */
    void send(HandlerEntry[] route, Occurrence occurrence) {
        SlowHandlers slow = null;
        Postponed later = null;
        for (HandlerEntry entry : route) {
            if (entry.identity().kind() != HandlerKind.OSGI) {
                later = post(entry, occurrence, later);
            } else if (entry.wants(occurrence)) {
                occurrence.note("route", entry);
                if (entry.isPrompt()) {
                    run(entry, occurrence);
                } else {
                    slow = slow == null ? new SlowHandlers(occurrence, nanoClock, isInside()) : slow;
                    slow.add(entry);
                }
            }
        }
        finish(later);
        SlowHandlers.await(slow);
    }

    private boolean isInside() {
        return Dispatcher.isDispatching() || threads.depth(threads.place()) > 0;
    }

    /** Of handlers within each other the outermost is seen by its thread; the others are entered one by one. */
    private void run(HandlerEntry entry, Occurrence occurrence) {
        AtomicLongArray place = threads.place();
        HandlerWatch watch = entry.budget().watch();
        OpenCall inner = threads.depth(place) == 0 ? null : watch.enter(Thread.currentThread());
        threads.enter(place, watch);
        try {
            entry.run(occurrence);
        } finally {
            threads.leave(place);
            watch.leave(inner);
        }
    }

    /** Fills the mailboxes of all that want the event. */
    void post(HandlerEntry[] route, Occurrence occurrence) {
        Postponed later = null;
        for (int begin = 0; begin < route.length; begin += Long.SIZE) {
            later = post(route, begin, occurrence, later);
        }
        finish(later);
    }

    /**
     * Places the event in the mailboxes of some handlers, then announces it to them: making it seen by other threads, which
     * costs as much as all the rest, is done once for all of them.
     */
    private @Nullable Postponed post(
            HandlerEntry[] route, int begin, Occurrence occurrence, @Nullable Postponed given) {
        Postponed later = given;
        int end = Math.min(route.length, begin + Long.SIZE);
        long placed = 0;
        try {
            for (int i = begin; i < end; i++) {
                if (!route[i].wants(occurrence)) {
                    continue;
                }
                occurrence.note("route", route[i]);
                switch (route[i].place(occurrence, mapping)) {
                    case PLACED -> placed |= 1L << i;
                    case LATER -> later = postpone(route[i], occurrence, later);
                    case OVER -> {}
                }
            }
        } finally {
            announce(route, begin, placed);
        }
        return later;
    }

    private static void announce(HandlerEntry[] route, int begin, long placed) {
        if (placed == 0) {
            return;
        }
        Mailbox.fence();
        for (long left = placed; left != 0; left &= left - 1) {
            route[begin + Long.numberOfTrailingZeros(left)].announce();
        }
    }

    private static Postponed postpone(HandlerEntry entry, Occurrence occurrence, @Nullable Postponed later) {
        Postponed postponed = later == null ? new Postponed() : later;
        postponed.add(entry, occurrence);
        return postponed;
    }

    /**
     * To whoever hears the name on any channel: once each, handlers of OSGi events under a topic that they listen to.
     *
     * @param topic the event's own
     * @param under the event under a topic
     */
    void broadcast(HandlerEntry[] route, String topic, Function<String, Occurrence> under) {
        String name = ModuleEvents.nameOf(topic);
        Map<String, Occurrence> byTopic = new HashMap<>();
        Postponed later = null;
        for (HandlerEntry entry : route) {
            String heard = entry.interest().broadcastTopic(topic, name);
            if (heard != null) {
                Occurrence occurrence = byTopic.computeIfAbsent(heard, under);
                later = post(entry, occurrence, later);
            }
        }
        finish(later);
    }

    /**
     * Puts the event into the handler's mailbox if it wants it, without waiting.
     *
     * @return what is left for {@link #finish}, and was given where it was not null
     */
    private @Nullable Postponed post(HandlerEntry entry, Occurrence occurrence, @Nullable Postponed later) {
        if (!entry.wants(occurrence)) {
            return later;
        }
        occurrence.note("route", entry);
        if (occurrence.isHurried() || !entry.wouldWait(0)) {
            entry.queue(occurrence, mapping, 0);
            return later;
        }
        return postpone(entry, occurrence, later);
    }

    /** Waits for room in the mailboxes that were full, as long as the configuration says. */
    private void finish(@Nullable Postponed later) {
        if (later != null) {
            later.finish(mapping, nanoClock);
        }
    }
}
