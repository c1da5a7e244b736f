package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * A process that appends events as fast as the store takes them and prints the id of each that is persisted, until it is
 * killed.
 */
public final class WritesUntilKilled {
    private static final int ON_THE_WAY = 10_000;

    /** The batches are those of the defaults. */
    private static final Bounds BOUNDS = new Bounds(50_000, 2_000, 0, 0, Duration.ofSeconds(5));

    private WritesUntilKilled() {}

    /** Begins. */
    public static void main(String[] folder) {
        JdbcHistoryStore store = new H2Database(Path.of(folder[0])).start(BOUNDS);
        BlockingQueue<String> persisted = new LinkedBlockingQueue<>();
        Semaphore room = new Semaphore(ON_THE_WAY);
        Thread teller = new Thread(() -> tell(persisted, room), "teller");
        teller.setDaemon(true);
        teller.start();
        for (int number = 0; ; number++) {
            room.acquireUninterruptibly();
            ModuleEvent event = TestDatabase.event("e", Map.of("number", number));
            store.append(event).thenRun(() -> persisted.add(event.id()));
        }
    }

    /** On a thread of its own, since the store's writer is not to wait for a pipe. */
    private static void tell(BlockingQueue<String> persisted, Semaphore room) {
        PrintStream pipe = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.US_ASCII);
        List<String> ids = new ArrayList<>();
        try {
            while (true) {
                ids.add(persisted.take());
                persisted.drainTo(ids);
                ids.forEach(pipe::println);
                pipe.flush();
                room.release(ids.size());
                ids.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
