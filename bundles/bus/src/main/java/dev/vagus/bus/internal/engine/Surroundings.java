package dev.vagus.bus.internal.engine;

import dev.vagus.delivery.structure.Structures;
import java.util.concurrent.Executor;

/**
 * What the engine works with and does not own.
 *
 * @param executor runs the turns of mailboxes
 * @param timer ends the waiting for modules
 * @param clocks tells the time
 * @param structures copies and converts payloads
 */
public record Surroundings(Executor executor, Timer timer, Clocks clocks, Structures structures) {}
