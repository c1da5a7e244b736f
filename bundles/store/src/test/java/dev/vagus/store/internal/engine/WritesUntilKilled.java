package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * A process that appends events as fast as the store takes them and prints the id of each that is persisted, until it is
 * killed.
 */
public final class WritesUntilKilled {
    private static final int ON_THE_WAY = 10_000;

    private WritesUntilKilled() {}

    /** Begins. */
    public static void main(String[] folder) {
        JdbcHistoryStore store = new H2Database(Path.of(folder[0])).start(TestDatabase.BOUNDS);
        PrintStream pipe = System.out;
        Semaphore room = new Semaphore(ON_THE_WAY);
        for (int number = 0; ; number++) {
            room.acquireUninterruptibly();
            ModuleEvent event = TestDatabase.event("e", Map.of("number", number));
            store.append(event).thenRun(() -> {
                pipe.println(event.id());
                room.release();
            });
        }
    }
}
