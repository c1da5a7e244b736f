package dev.vagus.stress;

import dev.vagus.delivery.Bounds;
import dev.vagus.delivery.Mailbox;
import dev.vagus.delivery.MailboxCounts;
import dev.vagus.delivery.Overflow;
import dev.vagus.delivery.Receiver;
import dev.vagus.delivery.Verdict;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A mailbox whose turns run when the race says so, on the thread that says so, and what its receiver got. */
final class Box implements Receiver<Integer> {
    private static final int LANES = 3;

    final Mailbox<Integer> mailbox;

    private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> received = new ConcurrentLinkedQueue<>();
    private volatile Verdict verdict = Verdict.DELIVERED;

    Box(int capacity, Overflow overflow, int threads) {
        mailbox = new Mailbox<>(LANES, new Bounds(capacity, overflow, Duration.ofSeconds(5)), turns::add, () -> 0);
        mailbox.attach(this, threads);
    }

    @Override
    public Verdict receive(Integer item) {
        received.add(item);
        return verdict;
    }

    /** What the receiver says from now on. */
    void answer(Verdict next) {
        verdict = next;
    }

    /** Runs the turns that were handed over, those too that come meanwhile. */
    void runTurns() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
        }
    }

    /** Runs one turn, if one was handed over. */
    void runOneTurn() {
        Runnable turn = turns.poll();
        if (turn != null) {
            turn.run();
        }
    }

    /** How often the receiver got this item. */
    int received(int item) {
        return (int) received.stream().filter(each -> each == item).count();
    }

    /** Whether the receiver got one before the other. */
    boolean isInOrder(int one, int other) {
        for (Integer each : received) {
            if (each == one || each == other) {
                return each == one;
            }
        }
        return false;
    }

    MailboxCounts counts() {
        return mailbox.counts();
    }
}
