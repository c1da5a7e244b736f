package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventTopics;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.TypedEventHandler;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Events in memory: what was published is kept, and a new handler hears what the test has laid out. */
final class FakeEvents implements EventPublisher {
    final List<ModuleEvent> published = new ArrayList<>();
    final List<ModuleEvent> arriving = new ArrayList<>();
    final List<EventSubscription> subscribed = new ArrayList<>();
    final List<HandlerSnapshot> handlers = new ArrayList<>();
    final List<FailedRegistration> failures = new ArrayList<>();
    final List<Recipient> recipients = new ArrayList<>();
    final List<String> explained = new ArrayList<>();
    final List<String> wishes = new ArrayList<>();
    CompletionStage<Boolean> persisted = CompletableFuture.completedStage(false);
    int open;

    static ModuleEvent event(String name, Map<String, Object> data) {
        return new ModuleEvent(
                TimeOrderedId.next().toString(),
                name,
                EventTopics.DEFAULT_CHANNEL,
                "LabRunner",
                Instant.EPOCH,
                null,
                data);
    }

    @Override
    public EventReceipt publish(String name, Map<String, ?> data) {
        return event(name).data(data).publish();
    }

    @Override
    public EventReceipt publish(String name, Record data) {
        throw new AssertionError("no command publishes a record");
    }

    @Override
    public <T> Registration subscribe(
            EventSubscription subscription, Class<T> type, TypedEventHandler<? super T> handler) {
        throw new AssertionError("no command hears typed events");
    }

    @Override
    public EventBuilder event(String name) {
        return new Builder(name);
    }

    @Override
    public Registration subscribe(EventSubscription subscription, ModuleEventHandler handler) {
        subscribed.add(subscription);
        open++;
        for (ModuleEvent event : arriving) {
            try {
                handler.onEvent(event);
            } catch (Exception e) {
                throw new AssertionError("the handler failed", e);
            }
        }
        return new Registration() {
            private boolean closed;

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open--;
                }
            }

            @Override
            public boolean isOpen() {
                return !closed;
            }
        };
    }

    @Override
    public EventExplanation explain(String topic) {
        explained.add(topic);
        return new EventExplanation(topic, true, recipients);
    }

    @Override
    public List<HandlerSnapshot> handlers() {
        return handlers;
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        return failures;
    }

    private final class Builder implements EventBuilder {
        private final String name;
        private final Map<String, Object> data = new LinkedHashMap<>();
        private String channel = EventTopics.DEFAULT_CHANNEL;
        private @Nullable String correlation;
        private Set<ModuleEvent.Mark> marks = Set.of();

        private final List<String> wished = new ArrayList<>();

        Builder(String name) {
            this.name = name;
        }

        private EventBuilder wish(String what) {
            wished.add(what);
            return this;
        }

        @Override
        public EventBuilder data(Map<String, ?> entries) {
            data.putAll(entries);
            return this;
        }

        @Override
        public EventBuilder data(Record components) {
            throw new AssertionError("no command publishes a record");
        }

        @Override
        public EventBuilder token(String token) {
            return wish("token");
        }

        @Override
        public EventBuilder encrypted() {
            return wish("encrypted");
        }

        @Override
        public EventBuilder sticky() {
            return wish("sticky");
        }

        @Override
        public EventBuilder sticky(String key) {
            return wish("sticky " + key);
        }

        @Override
        public EventBuilder unsticky() {
            return wish("unsticky");
        }

        @Override
        public EventBuilder unsticky(String key) {
            return wish("unsticky " + key);
        }

        @Override
        public EventExplanation explain() {
            explained.add(name + " on " + channel + " " + data + " " + marks);
            return new EventExplanation(EventTopics.topic(channel, name), true, recipients);
        }

        @Override
        public EventBuilder persist(boolean keep) {
            return wish("persist " + keep);
        }

        @Override
        public EventBuilder broadcast() {
            marks = Set.of(ModuleEvent.Mark.BROADCAST);
            return wish("broadcast");
        }

        @Override
        public EventBuilder data(String key, @Nullable Object value) {
            data.put(key, value);
            return this;
        }

        @Override
        public EventBuilder channel(String value) {
            channel = EventTopics.requireToken("channel", value);
            return this;
        }

        @Override
        public EventBuilder correlationId(String id) {
            correlation = id;
            return this;
        }

        @Override
        public EventReceipt publish() {
            TimeOrderedId id = TimeOrderedId.next();
            published.add(new ModuleEvent(
                    id.toString(), name, channel, "vagus-shell", Instant.EPOCH, correlation, data, marks));
            wishes.add(name + " " + wished);
            CompletionStage<Boolean> stored = persisted;
            return new EventReceipt() {
                @Override
                public TimeOrderedId id() {
                    return id;
                }

                @Override
                public CompletionStage<Boolean> persisted() {
                    return stored;
                }
            };
        }
    }
}
