package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.budget.Watcher;
import dev.vagus.delivery.structure.Structures;
import java.util.concurrent.Executor;

/**
 * What the engine works with and does not own.
 *
 * @param executor runs the turns of mailboxes
 * @param watcher looks at handlers that may take too long
 * @param timer ends the waiting for modules
 * @param clocks tells the time
 * @param structures copies and converts payloads
 */
public record Surroundings(Executor executor, Watcher watcher, Timer timer, Clocks clocks, Structures structures) {
    /** Those with a dispatcher that does both. */
    public <D extends Executor & Watcher> Surroundings(
            D dispatcher, Timer timer, Clocks clocks, Structures structures) {
        this(dispatcher, dispatcher, timer, clocks, structures);
    }
}
