package dev.vagus.events.internal.component;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import dev.vagus.events.internal.engine.EventEngine;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Matching;
import dev.vagus.events.internal.history.Pages;
import dev.vagus.events.internal.history.StickyEvents;
import dev.vagus.spi.HistoryStore;
import java.util.List;

/** The service over the history, as one bundle sees it: it is shown what it may hear. */
final class HistoryService implements EventHistory {
    private final EventEngine engine;
    private final History history;
    private final StickyEvents sticky;
    private final String module;
    private final long bundleId;

    HistoryService(EventEngine engine, History history, StickyEvents sticky, String module, long bundleId) {
        this.engine = engine;
        this.history = history;
        this.sticky = sticky;
        this.module = module;
        this.bundleId = bundleId;
    }

    @Override
    public EventPage query(EventQuery query) {
        engine.requireRunning();
        EventPage inMemory = Pages.of(history.present().stream().map(Kept::event), query);
        HistoryStore store = history.durability().store();
        return readable(store == null ? inMemory : Pages.merge(inMemory, store.query(query), query));
    }

    /** A page may have fewer events than there is room for; its end is what the whole of it would have. */
    private EventPage readable(EventPage page) {
        List<ModuleEvent> shown =
                page.events().stream().filter(event -> mayRead(event.name())).toList();
        return shown.size() == page.events().size() ? page : new EventPage(shown, page.next());
    }

    private boolean mayRead(String name) {
        return engine.door().mayRead(name, module, bundleId);
    }

    @Override
    public long clear(EventQuery which) {
        engine.requireRunning();
        engine.door().requireHistory(module, bundleId);
        long inMemory = history.clear(new Matching(which));
        HistoryStore store = history.durability().store();
        return store == null ? inMemory : Math.max(inMemory, store.clear(which));
    }

    @Override
    public long replay(String toModule, EventQuery which) {
        engine.door().requireHistory(module, bundleId);
        return engine.replay(toModule, new Matching(which));
    }

    @Override
    public List<StickyEvent> sticky(EventQuery which) {
        engine.requireRunning();
        return sticky.list(new Matching(which)).stream()
                .filter(each -> mayRead(each.event().name()))
                .toList();
    }

    @Override
    public long clearSticky(EventQuery which) {
        engine.requireRunning();
        engine.door().requireHistory(module, bundleId);
        return sticky.clear(new Matching(which));
    }

    @Override
    public HistorySnapshot snapshot() {
        engine.requireRunning();
        return history.snapshot();
    }
}
