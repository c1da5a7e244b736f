package dev.vagus.shell.internal.commands;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Similar;
import java.util.List;

/** Finds channels by the names that people type. */
record Channels(Services services) {
    ChannelSnapshot require(String name) {
        return services.bus()
                .channel(name)
                .orElseThrow(() -> new CommandException("no channel " + name
                        + Similar.hint(name, names(), "; channel-list shows what there is, channel-create makes one")));
    }

    List<String> names() {
        MessageBus bus = services.findBus();
        return bus == null
                ? List.of()
                : bus.channels().stream().map(ChannelSnapshot::name).toList();
    }
}
