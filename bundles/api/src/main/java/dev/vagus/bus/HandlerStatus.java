package dev.vagus.bus;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription's handler keeps its budget, the time that it may take for a message. It is measured by looking every
 * 10 ms or so, from before the handler is called until it returns, or until its stage completes: what is over the budget
 * by less may go unseen, and nobody is blamed for less than the budget.
 *
 * @param state what follows from it
 * @param reason why it is so; empty while it is running
 * @param since when it came into that state, by the wall clock
 * @param budget how long it may take for a message; zero for as long as it likes
 * @param overruns how many messages it has taken longer for, since it subscribed
 * @param nextProbe when it is given a message to try, by the wall clock; null unless it is paused
 */
public record HandlerStatus(
        State state,
        String reason,
        Instant since,
        Duration budget,
        long overruns,
        @Nullable Instant nextProbe) {

    /** What follows from how a handler keeps its budget. */
    public enum State {
        /** It gets what comes. */
        RUNNING,
        /** It has exceeded its budget of late; it gets what comes. */
        SLOW,
        /** It has exceeded its budget again and again; it gets nothing until the next probe, and its mailbox fills. */
        PAUSED,
        /** It gets one message; if it keeps its budget, it is running again, else paused for longer than before. */
        PROBING
    }
}
