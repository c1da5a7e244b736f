package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** A process that appends events as fast as it can and prints the id of each that is persisted, until it is killed. */
public final class WritesUntilKilled {
    private WritesUntilKilled() {}

    /** Begins. */
    public static void main(String[] folder) {
        JdbcHistoryStore store = new H2Database(Path.of(folder[0])).start(TestDatabase.BOUNDS);
        PrintStream pipe = System.out;
        for (int number = 0; ; number++) {
            ModuleEvent event = TestDatabase.event("e", Map.of("number", number));
            store.append(event).thenRun(() -> pipe.println(event.id()));
            if (number % 1_000 == 0) {
                store.append(TestDatabase.event("pace", Map.of()))
                        .toCompletableFuture()
                        .join();
            }
        }
    }
}
