package dev.vagus.events.internal.engine;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.Matching;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.HistoryStore;
import dev.vagus.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A store that writes at once, or when the test says so, and can be read as long as the test says so. Thread-safe. */
final class FakeStore implements HistoryStore {
    private final ConcurrentSkipListMap<String, ModuleEvent> written = new ConcurrentSkipListMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Executor writing = Runnable::run;
    private boolean slow;
    volatile int queries;
    volatile int failures;
    volatile Consumer<ModuleEvent> appending = event -> {};
    volatile Consumer<ModuleEvent> appended = event -> {};

    /** This one writes. */
    FakeStore writingBy(Executor executor) {
        writing = executor;
        return this;
    }

    /** From now on nothing is written before {@link #write}. */
    void beSlow() {
        slow = true;
    }

    /** Writes what waits. */
    void write() {
        slow = false;
        List.copyOf(waiting).forEach(Runnable::run);
        waiting.clear();
    }

    @Override
    public CompletionStage<?> append(ModuleEvent event) {
        appending.accept(event);
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable work = () -> {
            written.put(event.id(), event);
            done.complete(null);
        };
        if (slow) {
            waiting.add(work);
        } else {
            writing.execute(work);
        }
        appended.accept(event);
        return done;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread reads
    public EventPage query(EventQuery query) {
        queries++;
        if (failures > 0) {
            failures--;
            throw new StoreException(ErrorCategory.UNAVAILABLE, "the disk is gone", null);
        }
        NavigableMap<String, ModuleEvent> ordered = query.newestFirst() ? written.descendingMap() : written;
        NavigableMap<String, ModuleEvent> page =
                query.after() == null ? ordered : ordered.tailMap(query.after(), false);
        List<ModuleEvent> found = page.values().stream()
                .filter(new Matching(query))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        List<ModuleEvent> shown = more ? found.subList(0, query.limit()) : found;
        return new EventPage(shown, more ? shown.get(shown.size() - 1).id() : null);
    }

    @Override
    public long clear(EventQuery which) {
        throw new UnsupportedOperationException("no test clears");
    }
}
