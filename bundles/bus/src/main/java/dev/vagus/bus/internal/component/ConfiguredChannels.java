package dev.vagus.bus.internal.component;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.internal.engine.BusSettings;

/** What the components that stand for configured channels need of the bus. Seen inside this bundle only. */
interface ConfiguredChannels {
    /** The settings that a channel has when its configuration says nothing. */
    BusSettings usual();

    /** Creates or changes the channel. */
    void put(ChannelSpec spec);

    /** Gives it the usual settings again, or removes it when nobody subscribes. */
    void reset(String name);
}
