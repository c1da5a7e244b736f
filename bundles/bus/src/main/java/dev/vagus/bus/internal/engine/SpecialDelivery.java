package dev.vagus.bus.internal.engine;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.budget.CallingThreads;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.OpenCall;
import dev.vagus.delivery.budget.Watcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What is not simply queued: groups, of which one gets the message, and handlers that are called on the sender's thread. */
final class SpecialDelivery {
    private static final int DEEPEST = 16;

    private final AtomicInteger rotation = new AtomicInteger();

    private final CallingThreads threads;

    SpecialDelivery(Watcher watcher) {
        threads = new CallingThreads(watcher);
    }

    /** Of each group the member that is to get the message, and all that are in none, in their order. */
    List<BusSubscription> chosen(List<BusSubscription> willing) {
        List<BusSubscription> chosen = new ArrayList<>(willing.size());
        Set<String> groups = new HashSet<>();
        int start = rotation.getAndIncrement();
        for (BusSubscription each : willing) {
            String group = each.terms().handling().group();
            if (group.isEmpty()) {
                chosen.add(each);
            } else if (groups.add(group)) {
                chosen.add(member(willing, group, start));
            }
        }
        return chosen;
    }

    /** The open one with the fewest that wait, by rotation among equals; any by rotation when none is open. */
    static BusSubscription member(List<BusSubscription> willing, String group, int start) {
        List<BusSubscription> members = willing.stream()
                .filter(each -> each.terms().handling().group().equals(group))
                .toList();
        BusSubscription best = members.get(Math.floorMod(start, members.size()));
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < members.size(); i++) {
            BusSubscription each = members.get(Math.floorMod(start + i, members.size()));
            Mailbox<?> mailbox = each.mailbox();
            long size = mailbox.isOpen() ? mailbox.size() : Long.MAX_VALUE;
            if (size < fewest) {
                fewest = size;
                best = each;
            }
        }
        return best;
    }

    /** The place of the calling thread, to give to {@link #calledHere}. */
    AtomicLongArray place() {
        return threads.place();
    }

    /**
     * Calls the handler here if that is its way and possible now; false when the message is to be queued.
     *
     * @param place where this thread says at which handler it is
     * @param flowPlace where it keeps its flow context
     */
    boolean calledHere(
            AtomicLongArray place, @Nullable Object[] flowPlace, BusSubscription subscription, Envelope envelope) {
        if (subscription.terms().handling().mode() != DeliveryMode.CALLER) {
            return false;
        }
        HandlerWatch watch = subscription.budget().watch();
        long depth = threads.enter(place, watch, DEEPEST);
        if (depth >= DEEPEST) {
            return false;
        }
        try {
            return depth == 0 || watch == null
                    ? subscription.mailbox().deliverNow(envelope, flowPlace)
                    : deliverInside(watch, flowPlace, subscription, envelope);
        } finally {
            threads.leave(place);
        }
    }

    /** Within another handler on this thread, which is the one that is seen there. */
    private static boolean deliverInside(
            HandlerWatch watch, @Nullable Object[] flowPlace, BusSubscription subscription, Envelope envelope) {
        OpenCall call = watch.enter(Thread.currentThread());
        try {
            return subscription.mailbox().deliverNow(envelope, flowPlace);
        } finally {
            watch.leave(call);
        }
    }
}
