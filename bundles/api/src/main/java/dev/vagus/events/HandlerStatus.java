package dev.vagus.events;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event handler keeps its budget, the time that it may take for an event. It is measured by looking every 10 ms or
 * so: what is over the budget by less may go unseen, and nobody is blamed for less than the budget.
 *
 * @param state what follows from it
 * @param reason why it is so; empty while it is running
 * @param since when it came into that state, by the wall clock
 * @param budget how long it may take for an event; zero for as long as it likes
 * @param overruns how many events it has taken longer for
 * @param nextProbe when it is given an event to try, by the wall clock; null unless it is paused
 * @param overdue sent events whose sender has gone on without waiting, and which it has not had yet
 */
public record HandlerStatus(
        State state,
        String reason,
        Instant since,
        Duration budget,
        long overruns,
        @Nullable Instant nextProbe,
        long overdue) {

    /** What follows from how a handler keeps its budget. */
    public enum State {
        /** It gets what comes: sent events on their senders' threads. */
        RUNNING,
        /**
         * It has exceeded its budget of late. What is sent to an {@code EventHandler} goes through its mailbox; the sender
         * waits for it at most as long as the budget.
         */
        SLOW,
        /**
         * It has exceeded its budget with events out of its mailbox again and again; it gets nothing until the next probe,
         * its mailbox fills, and nobody waits for it.
         */
        PAUSED,
        /** It gets one event out of its mailbox; if it keeps its budget, it is running again, else paused for longer. */
        PROBING
    }
}
