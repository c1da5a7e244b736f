package dev.vagus.metrics.internal.window;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HistorySnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bus and the events tell of themselves; nothing while they are not there. Thread-safe; never throws. */
public interface Facts {
    /** The channels. */
    List<ChannelSnapshot> channels();

    /** The subscriptions. */
    List<SubscriptionSnapshot> subscriptions();

    /** The handlers of events. */
    List<HandlerSnapshot> handlers();

    /** What came of trying again. */
    List<RetrySnapshot> retries();

    /** The figures of the history of events; null when they are not known. */
    @Nullable
    HistorySnapshot history();

    /** Those of the dead letters; null when they are not known. May wait a little for a store that is being opened. */
    @Nullable
    DeadLetterSnapshot deadLetters();

    /** Which services are not there, for people. */
    List<String> missing();
}
