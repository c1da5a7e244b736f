package dev.vagus.events.internal.component;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.StickyEvent;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Matching;
import dev.vagus.events.internal.history.Pages;
import dev.vagus.events.internal.history.StickyEvents;
import dev.vagus.spi.HistoryStore;
import java.util.List;

/** The service over the history. One for all bundles. */
final class HistoryService implements EventHistory {
    private final EventEngine engine;
    private final History history;
    private final StickyEvents sticky;

    HistoryService(EventEngine engine, History history, StickyEvents sticky) {
        this.engine = engine;
        this.history = history;
        this.sticky = sticky;
    }

    @Override
    public EventPage query(EventQuery query) {
        engine.requireRunning();
        EventPage inMemory = Pages.of(history.present().stream().map(Kept::event), query);
        HistoryStore store = history.durability().store();
        return store == null ? inMemory : Pages.merge(inMemory, store.query(query), query);
    }

    @Override
    public long clear(EventQuery which) {
        engine.requireRunning();
        long inMemory = history.clear(new Matching(which));
        HistoryStore store = history.durability().store();
        return store == null ? inMemory : Math.max(inMemory, store.clear(which));
    }

    @Override
    public long replay(String module, EventQuery which) {
        return engine.replay(module, new Matching(which));
    }

    @Override
    public List<StickyEvent> sticky(EventQuery which) {
        engine.requireRunning();
        return sticky.list(new Matching(which));
    }

    @Override
    public long clearSticky(EventQuery which) {
        engine.requireRunning();
        return sticky.clear(new Matching(which));
    }

    @Override
    public HistorySnapshot snapshot() {
        engine.requireRunning();
        return history.snapshot();
    }
}
