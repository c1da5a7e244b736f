package dev.vagus.events.internal.component;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.engine.Publication;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what an event says and publishes it once. Not thread-safe. */
final class PublisherEventBuilder implements EventBuilder {
    private static final int MAX_KEY = 256;

    private final BundlePublisher publisher;
    private final String name;
    private final Map<String, @Nullable Object> data = new LinkedHashMap<>();
    private String channel = EventTopics.DEFAULT_CHANNEL;
    private @Nullable String correlationId;
    private @Nullable String token;
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private @Nullable Boolean persist;
    private Publication.@Nullable Sticky sticky;
    private boolean published;

    PublisherEventBuilder(BundlePublisher publisher, String name) {
        this.publisher = publisher;
        this.name = name;
    }

    @Override
    public EventBuilder data(Map<String, ?> entries) {
        data.putAll(entries);
        return this;
    }

    @Override
    public EventBuilder data(Record components) {
        return data(publisher.entriesOf(components));
    }

    @Override
    public EventBuilder data(String entry, @Nullable Object value) {
        data.put(entry, value);
        return this;
    }

    @Override
    public EventBuilder channel(String name) {
        channel = EventTopics.requireToken("channel", name);
        return this;
    }

    @Override
    public EventBuilder broadcast() {
        marks.add(Mark.BROADCAST);
        return this;
    }

    @Override
    public EventBuilder encrypted() {
        marks.add(Mark.ENCRYPTED);
        return this;
    }

    @Override
    public EventBuilder persist(boolean keep) {
        persist = keep;
        return this;
    }

    @Override
    public EventBuilder sticky() {
        sticky = new Publication.Sticky("", false);
        return this;
    }

    @Override
    public EventBuilder sticky(String key) {
        sticky = new Publication.Sticky(requireKey(key), false);
        return this;
    }

    @Override
    public EventBuilder unsticky() {
        sticky = new Publication.Sticky("", true);
        return this;
    }

    @Override
    public EventBuilder unsticky(String key) {
        sticky = new Publication.Sticky(requireKey(key), true);
        return this;
    }

    private String requireKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("event " + name + ": the key of a sticky event must have 1 to " + MAX_KEY
                    + " characters, but has " + key.length());
        }
        return key;
    }

    @Override
    public EventBuilder correlationId(String id) {
        correlationId = id;
        return this;
    }

    @Override
    public EventBuilder token(String shown) {
        token = shown;
        return this;
    }

    @Override
    public EventReceipt publish() {
        if (published) {
            throw new IllegalStateException("This event " + name + " was published before; make another");
        }
        published = true;
        return publisher.publish(draft(), token);
    }

    @Override
    public EventExplanation explain() {
        return publisher.explain(draft());
    }

    private Draft draft() {
        return new Draft(name, channel, correlationId, data, Set.copyOf(marks), persist, sticky);
    }
}
