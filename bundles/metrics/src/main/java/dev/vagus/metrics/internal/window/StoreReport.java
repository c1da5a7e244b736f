package dev.vagus.metrics.internal.window;

import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.events.HistorySnapshot;
import dev.vagus.metrics.StoreFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the store is behind. */
final class StoreReport {
    private StoreReport() {}

    static List<StoreFigures> figures(Facts facts, Instant now) {
        List<StoreFigures> figures = new ArrayList<>();
        HistorySnapshot events = facts.history();
        if (events != null) {
            figures.add(new StoreFigures(
                    "events",
                    events.hasStore(),
                    events.unwritten(),
                    age(events.unwrittenSince(), now),
                    events.unstored()));
        }
        DeadLetterSnapshot letters = facts.deadLetters();
        if (letters != null) {
            figures.add(new StoreFigures(
                    "dead letters",
                    letters.hasStore(),
                    letters.hasStore() ? letters.unwritten() : 0,
                    letters.hasStore() ? age(letters.unwrittenSince(), now) : Duration.ZERO,
                    letters.missing()));
        }
        return figures;
    }

    private static Duration age(@Nullable Instant since, Instant now) {
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
