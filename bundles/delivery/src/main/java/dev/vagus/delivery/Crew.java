package dev.vagus.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The turns of one receiver: as many as threads may call it at once. An item that comes wakes one that rests. */
final class Crew<T> {
    private final List<Turn<T>> turns;
    private final Turn<T> first;

    Crew(Mailbox<T> mailbox, Receiver<T> receiver, int size, Executor executor, LongSupplier clock) {
        List<Turn<T>> made = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            made.add(new Turn<>(mailbox, this, receiver, executor, clock));
        }
        turns = List.copyOf(made);
        first = turns.get(0);
    }

    /** Hands one turn to the executor unless all are there already. Any thread. */
    void schedule() {
        if (!first.schedule() && turns.size() > 1) {
            for (int i = 1; i < turns.size(); i++) {
                if (turns.get(i).schedule()) {
                    return;
                }
            }
        }
    }

    boolean isRunBy(Thread thread) {
        for (Turn<T> turn : turns) {
            if (turn.isRunBy(thread)) {
                return true;
            }
        }
        return false;
    }

    /** Calls the receiver on this thread; what it says of the item. */
    Verdict verdict(T item, @Nullable Object[] place) {
        Verdict verdict = first.verdict(item, place);
        DispatchThread thread = DispatchThread.current();
        if (thread != null) {
            thread.forgetHandled();
        }
        return verdict;
    }
}
