package dev.vagus.bus.internal.component;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.internal.engine.BusSettings;
import java.util.List;

/** What the components that stand for configured channels need of the bus. Seen inside this bundle only. */
interface ConfiguredChannels {
    /** The settings that a channel has when its configuration says nothing. */
    BusSettings usual();

    /** Creates or changes the channel. */
    void put(ChannelSpec spec);

    /** What is wrong with the configuration of this PID now; nothing when it was mended or deleted. */
    void refused(String pid, List<String> wrong);

    /** Gives it the usual settings again, or removes it when nobody subscribes. */
    void reset(String name);
}
