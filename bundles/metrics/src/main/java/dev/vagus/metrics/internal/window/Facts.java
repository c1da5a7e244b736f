package dev.vagus.metrics.internal.window;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import java.util.List;

/** What the bus and the events tell of themselves; nothing while they are not there. Thread-safe; never throws. */
public interface Facts {
    /** The channels. */
    List<ChannelSnapshot> channels();

    /** The subscriptions. */
    List<SubscriptionSnapshot> subscriptions();

    /** The handlers of events. */
    List<HandlerSnapshot> handlers();

    /** Which services are not there, for people. */
    List<String> missing();
}
