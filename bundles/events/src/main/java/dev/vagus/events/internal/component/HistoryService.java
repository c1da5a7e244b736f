package dev.vagus.events.internal.component;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Matching;
import dev.vagus.events.internal.history.Pages;

/** The service over the history. One for all bundles. */
final class HistoryService implements EventHistory {
    private final EventEngine engine;
    private final History history;

    HistoryService(EventEngine engine, History history) {
        this.engine = engine;
        this.history = history;
    }

    @Override
    public EventPage query(EventQuery query) {
        engine.requireRunning();
        return Pages.of(history.present().stream().map(Kept::event), query);
    }

    @Override
    public long clear(EventQuery which) {
        engine.requireRunning();
        return history.clear(new Matching(which));
    }

    @Override
    public HistorySnapshot snapshot() {
        engine.requireRunning();
        return history.snapshot();
    }
}
