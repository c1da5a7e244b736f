package dev.vagus.events.it;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.spi.HistoryStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that writes when the test says so. */
final class FakeStore implements HistoryStore {
    final List<ModuleEvent> events = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Void>> open = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<?> append(ModuleEvent event) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        events.add(event);
        open.add(written);
        return written;
    }

    @Override
    public EventPage query(EventQuery query) {
        return new EventPage(events, null);
    }

    @Override
    public long clear(EventQuery which) {
        long cleared = events.size();
        events.clear();
        return cleared;
    }
}
