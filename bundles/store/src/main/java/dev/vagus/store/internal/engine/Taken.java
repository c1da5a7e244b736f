package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer.
 *
 * @param event the event; null for what only wants to know when everything before it is written
 * @param written completes when it is
 */
record Taken(@Nullable ModuleEvent event, CompletableFuture<Void> written) {}
