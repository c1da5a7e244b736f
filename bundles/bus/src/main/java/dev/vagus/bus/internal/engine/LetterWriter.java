package dev.vagus.bus.internal.engine;

import dev.vagus.spi.DeadLetterStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the store follow the dead letters in memory, on a thread of its own. A store that comes is opened first: what it has
 * is taken into memory, what it lacks is written, what has left meanwhile is removed. After an error there is a pause, and
 * the store is opened anew, since what it did is not known. The state below is guarded by this object; the store is called
 * without its lock, by one task at a time.
 */
final class LetterWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LetterWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final DeadLetters letters;
    private final LetterExchange exchange;
    private final Executor background;
    private final Timer timer;

    /** Read without the lock by those who only want to know whether there is one. */
    private volatile @Nullable DeadLetterStore store;

    /** Complete when the store that is there, if any, has said what it has, or has failed. */
    private volatile CompletableFuture<@Nullable Void> looked = CompletableFuture.completedFuture(null);

    private boolean opened;
    private boolean scheduled;
    private boolean pausing;
    private boolean failing;
    private boolean closed;
    private Duration pause = FIRST_PAUSE;
    private Runnable cancelPause = () -> {};

    /**
     * @param background runs one task after the other
     */
    LetterWriter(DeadLetters letters, LetterExchange exchange, Executor background, Timer timer) {
        this.letters = letters;
        this.exchange = exchange;
        this.background = background;
        this.timer = timer;
    }

    boolean hasStore() {
        return store != null;
    }

    /** From now on this is the store. */
    void begin(DeadLetterStore fresh) {
        synchronized (this) {
            store = fresh;
            opened = false;
            looked.complete(null);
            looked = new CompletableFuture<>();
            failing = false;
            pause = FIRST_PAUSE;
            endPause();
        }
        wake();
    }

    /** This store goes: what is to be written yet is written before, if that does not take longer. */
    void end(DeadLetterStore leaving, Duration patience) {
        if (store != leaving) {
            return;
        }
        flush(patience);
        synchronized (this) {
            if (store == leaving) {
                store = null;
                looked.complete(null);
                endPause();
            }
        }
    }

    /** Writes what is to be written, if that does not take longer, and does nothing more. */
    void close(Duration patience) {
        if (store != null) {
            flush(patience);
            if (letters.differs()) {
                LOG.warn(
                        "the store did not take what the message bus had for it when it stopped: {} dead letters are lost,"
                                + " {} that were redriven, discarded or forgotten may come back",
                        letters.unwritten(),
                        letters.departed());
            }
        }
        synchronized (this) {
            closed = true;
            looked.complete(null);
            endPause();
        }
    }

    /** Waits until a store that has just come has said what it has; two seconds at most, and not again after that. */
    void awaitFirstLook() {
        CompletableFuture<@Nullable Void> look = looked;
        if (!look.isDone()
                && !await(look, FIRST_LOOK)
                && !Thread.currentThread().isInterrupted()) {
            look.complete(null);
        }
    }

    private void endPause() {
        pausing = false;
        cancelPause.run();
        cancelPause = () -> {};
    }

    /** There is something to do. Never blocks. */
    void wake() {
        if (store == null) {
            return;
        }
        synchronized (this) {
            if (store == null || closed || pausing || scheduled) {
                return;
            }
            scheduled = true;
        }
        background.execute(this::work);
    }

    private void retry() {
        synchronized (this) {
            pausing = false;
        }
        wake();
    }

    /** A last try, behind what the thread is at. */
    private void flush(Duration patience) {
        synchronized (this) {
            if (closed || (opened && !scheduled && !letters.differs())) {
                return;
            }
            endPause();
        }
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        background.execute(() -> {
            work();
            done.complete(null);
        });
        if (!await(done, patience)) {
            LOG.debug("the store of dead letters did not follow within {}", patience);
        }
    }

    private static boolean await(CompletableFuture<@Nullable Void> done, Duration patience) {
        try {
            done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("no longer waited for the store of dead letters", e);
            return false;
        }
    }

    private void work() {
        for (DeadLetterStore current = next(); current != null; current = next()) {
            try {
                step(current);
            } catch (RuntimeException | LinkageError e) {
                failed(current, e);
            }
        }
    }

    private synchronized @Nullable DeadLetterStore next() {
        DeadLetterStore current = store;
        if (current == null || closed || pausing || (opened && !letters.differs())) {
            scheduled = false;
            return null;
        }
        return current;
    }

    private synchronized boolean isOpened(DeadLetterStore current) {
        return store == current && opened;
    }

    private void step(DeadLetterStore current) {
        if (isOpened(current)) {
            exchange.write(current);
            well();
        } else {
            exchange.open(current);
            opened(current);
        }
    }

    private synchronized void opened(DeadLetterStore current) {
        if (store == current) {
            opened = true;
            looked.complete(null);
            if (!letters.differs()) {
                well();
            }
        }
    }

    private synchronized void well() {
        pause = FIRST_PAUSE;
        if (failing) {
            failing = false;
            LOG.info("the store of dead letters works again");
        }
    }

    private synchronized void failed(DeadLetterStore current, Throwable why) {
        if (store != current) {
            return;
        }
        if (!failing) {
            failing = true;
            LOG.warn(
                    "the store of dead letters fails; {} of them wait to be written. It is tried again in {} ms and from"
                            + " then on: {}",
                    letters.unwritten(),
                    pause.toMillis(),
                    LetterExchange.describe(why));
        }
        opened = false;
        looked.complete(null);
        pausing = true;
        cancelPause = timer.after(pause, this::retry);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
}
