package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.StickyEvents;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is raised into the memory of events, as far as it is to be kept. What has a number there was given to the store
 * before, so that whatever the memory forgets can be read there. Thread-safe.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

    private final History history;
    private final StickyEvents sticky;
    private final ModuleEvents mapping;
    private final LogLimiter unkept;

    Recorder(History history, StickyEvents sticky, ModuleEvents mapping, LongSupplier nanoClock) {
        this.history = history;
        this.sticky = sticky;
        this.mapping = mapping;
        this.unkept = new LogLimiter(nanoClock, LOG_INTERVAL_NANOS);
    }

    /** Keeps an event that somebody raised through an EventAdmin, if it is to be, and numbers a Vagus event. */
    void keep(Occurrence occurrence) {
        String topic = occurrence.event().getTopic();
        if (!wouldKeep(topic)) {
            return;
        }
        try {
            if (ModuleEvents.isModuleTopic(topic)) {
                occurrence.makeView(mapping);
                occurrence.view(history.marked(occurrence.view()));
                occurrence.stored(isGiven(history.durability().append(occurrence.view())));
                occurrence.sequence(history.keep(occurrence.view()));
            } else {
                ModuleEvent event = mapping.recordOf(occurrence.event());
                history.durability().append(event);
                history.keep(event);
            }
        } catch (RuntimeException | LinkageError e) {
            long heldBack = unkept.permit();
            if (heldBack != LogLimiter.SUPPRESSED) {
                LOG.warn(
                        "An event on {} has no structure and is not in the history ({} before it were not logged): {}",
                        topic,
                        heldBack,
                        String.valueOf(e.getMessage()));
            }
        }
    }

    /** Finds out what a tracer is to know of an event that somebody raised through an EventAdmin. */
    void look(Occurrence occurrence) {
        if (ModuleEvents.isModuleTopic(occurrence.event().getTopic())) {
            try {
                occurrence.makeView(mapping);
                occurrence.view(history.marked(occurrence.view()));
            } catch (RuntimeException | LinkageError e) {
                LOG.debug("An event has no structure to be recorded", e);
            }
        }
    }

    /** The data of such an event, as structure. */
    Map<String, Object> data(Occurrence occurrence) {
        ModuleEvent view = occurrence.viewOrNull();
        return (view != null ? view : mapping.recordOf(occurrence.event())).data();
    }

    /** Whether the history keeps an event of this topic. */
    boolean wouldKeep(String topic) {
        return ModuleEvents.isModuleTopic(topic) ? history.selectsTopic(topic) : history.selectsForeignTopic(topic);
    }

    /** Whether the history keeps this event. */
    boolean wouldKeep(Publication publication) {
        ModuleEvent event = publication.event();
        Boolean persist = publication.persist();
        return persist != null ? persist : history.selects(event.channel(), event.name());
    }

    /** The publication, of an event with the mark that it is encrypted if the rules say so. */
    Publication marked(Publication publication) {
        ModuleEvent event = history.marked(publication.event());
        return event == publication.event()
                ? publication
                : new Publication(event, publication.persist(), publication.sticky());
    }

    /** Whether this came of there being a store. */
    boolean isGiven(CompletionStage<Boolean> stored) {
        return stored != history.durability().none();
    }

    /** Gives a Vagus event to the store, if the history keeps it and there is a store. To be done before it is kept. */
    CompletionStage<Boolean> store(Publication publication) {
        return wouldKeep(publication)
                ? history.durability().append(publication.event())
                : history.durability().none();
    }

    /** Keeps a Vagus event and returns its number, or {@link History#UNKEPT}. */
    long keep(Publication publication) {
        ModuleEvent event = publication.event();
        boolean kept = wouldKeep(publication);
        Publication.Sticky change = publication.sticky();
        if (change != null) {
            return change.ends() ? sticky.end(event, change.key(), kept) : sticky.put(event, change.key(), kept);
        }
        return kept ? history.keep(event) : History.UNKEPT;
    }
}
