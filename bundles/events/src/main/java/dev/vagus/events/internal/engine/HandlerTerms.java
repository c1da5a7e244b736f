package dev.vagus.events.internal.engine;

import dev.vagus.delivery.budget.Budget;
import java.time.Duration;

/**
 * What holds for every handler beside the capacity of its mailbox.
 *
 * @param block how long a poster waits for room in a full mailbox before its event is dropped; zero for not at all
 * @param budget how long a handler may take for an event, and what follows when it takes longer
 */
public record HandlerTerms(Duration block, Budget budget) {
    /** Nobody waits, and the usual budget. */
    public static final HandlerTerms DEFAULT = new HandlerTerms(Duration.ZERO, Budget.DEFAULT);
}
