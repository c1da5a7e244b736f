package dev.vagus.shell.internal.commands;

import dev.vagus.module.Registration;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Output;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows what comes, until enough has come, the time is over, the user breaks it off or the source ends. Handlers put
 * into a bounded queue and never wait; the command's own thread prints, since shells bind the output to the thread.
 *
 * @param <T> what comes
 */
final class Tail<T> {
    /** How many may wait to be shown. */
    static final int QUEUE = 1_000;

    private static final long LOOK_MILLIS = 200;

    private final BlockingQueue<T> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong missed = new AtomicLong();
    private final long count;
    private final @Nullable Duration time;
    private final boolean json;
    private final Output output;

    /** Refuses to follow for ever where nobody could break it off. */
    Tail(Arguments arguments, Output output) {
        Integer enough = arguments.count("--count");
        this.count = enough == null ? Long.MAX_VALUE : enough;
        this.time = arguments.duration("--for");
        this.json = arguments.has(Command.JSON);
        this.output = output;
        if (enough == null && time == null && !output.isInteractive()) {
            throw new CommandException("without a terminal, say when to end: --count N or --for TIME");
        }
    }

    /** Adds the options that every command of this kind has. */
    static Command.Draft options(Command.Draft draft) {
        return draft.option("--count", "N", "end after so many")
                .option("--for", "TIME", "end after this time, such as 10s")
                .json();
    }

    /** Takes one, from any thread. */
    void accept(T item) {
        if (!queue.offer(item)) {
            missed.incrementAndGet();
        }
    }

    /** Prints what comes. */
    void follow(Registration source, String what, Function<T, String> line, Function<T, ?> structure) {
        if (output.isInteractive() && !json) {
            output.line("following the " + what + "; Ctrl-C ends");
        }
        long start = System.nanoTime();
        long seen = 0;
        try {
            while (seen < count && (source.isOpen() || !queue.isEmpty())) {
                long left = millisLeft(start);
                if (left <= 0) {
                    break;
                }
                T item = queue.poll(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS);
                if (item != null) {
                    seen++;
                    output.line(json ? Json.compact(structure.apply(item)) : line.apply(item));
                }
            }
        } catch (InterruptedException e) {
            // The user's Ctrl-C is how this ends; the interrupt has been served and is not passed on to the shell.
            output.line("");
        }
        conclude(source, what, seen);
    }

    private void conclude(Registration source, String what, long seen) {
        if (json) {
            return;
        }
        if (missed.get() > 0) {
            output.line(missed + " came too fast to be shown");
        }
        if (!source.isOpen()) {
            output.line("the " + what + " have ended: their bundle has stopped");
        }
        output.line(seen == 0 ? "none came" : seen + " shown");
    }

    private long millisLeft(long start) {
        if (time == null) {
            return LOOK_MILLIS;
        }
        return TimeUnit.NANOSECONDS.toMillis(time.toNanos() - (System.nanoTime() - start));
    }
}
