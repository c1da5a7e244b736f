package dev.vagus.events.internal.component;

import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.engine.ModuleEvents;
import dev.vagus.events.internal.engine.Publication;
import dev.vagus.spi.FlowContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says about an event.
 *
 * @param name its name
 * @param channel its channel
 * @param correlationId its correlation id; null for that of what the thread is doing
 * @param data what happened
 * @param marks what is special about it
 * @param persist whether the history keeps it; null for what is configured
 * @param sticky what becomes of the sticky events of its name; null for nothing
 */
record Draft(
        String name,
        String channel,
        @Nullable String correlationId,
        Map<String, ?> data,
        Set<Mark> marks,
        @Nullable Boolean persist,
        Publication.@Nullable Sticky sticky) {

    /** One of which nothing special is said. */
    static Draft of(String name, Map<String, ?> data) {
        return new Draft(name, EventTopics.DEFAULT_CHANNEL, null, data, Set.of(), null, null);
    }

    /**
     * The event, as this module publishes it now.
     *
     * @throws IllegalArgumentException when it cannot be published
     */
    Publication by(String module, ModuleEvents mapping) {
        String correlation =
                correlationId != null ? correlationId : FlowContext.current().correlationId();
        ModuleEvent event = mapping.create(name, channel, module, correlation, data, marks);
        return new Publication(event, persist, sticky);
    }
}
