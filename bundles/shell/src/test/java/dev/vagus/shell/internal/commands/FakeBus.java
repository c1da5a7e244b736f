package dev.vagus.shell.internal.commands;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.DrainReport;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.Handling;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.bus.Reply;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.Setting;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A message bus in memory: it keeps what was sent, and a test delivers by hand. */
final class FakeBus implements MessageBus {
    final Map<String, ChannelSpec> channels = new TreeMap<>();
    final List<FakeMessage> sent = new ArrayList<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    final List<SubscriptionSnapshot> subscriptions = new ArrayList<>();
    final List<FailedRegistration> failures = new ArrayList<>();
    /** What a new subscription gets at once, on the subscribing thread. */
    final List<FakeMessage> arriving = new ArrayList<>();

    final List<SubscriptionSpec<?>> subscribed = new ArrayList<>();
    final List<InterceptorSnapshot> interceptors = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<String> redriven = new ArrayList<>();
    Redrive redriveResult = Redrive.QUEUED;
    DeadLetterSnapshot deadLetterSnapshot = new DeadLetterSnapshot(0, 1_000, 0, false, 0, 0, null);
    int open;
    /** Whether subscriptions end by themselves, as when the bus stops. */
    boolean stopped;

    record FakeMessage(
            TimeOrderedId id,
            String channel,
            String type,
            String source,
            Priority priority,
            Instant timestamp,
            @Nullable Instant expiry,
            @Nullable Duration timeToLive,
            Map<String, String> headers,
            @Nullable String correlationId,
            Object data)
            implements Message<Object> {
        @Override
        public boolean isRequest() {
            return false;
        }

        @Override
        public boolean reply(@Nullable Object answer) {
            return false;
        }

        static FakeMessage of(String channel, String type, Object data) {
            return new FakeMessage(
                    TimeOrderedId.next(),
                    channel,
                    type,
                    "LabRunner",
                    Priority.NORMAL,
                    Instant.EPOCH,
                    null,
                    null,
                    Map.of(),
                    null,
                    data);
        }
    }

    record FakeReply(TimeOrderedId requestId, String source, Object data) implements Reply {
        @Override
        public <T> T data(Class<T> type) {
            return type.cast(data);
        }
    }

    static final HandlerStatus RUNNING =
            new HandlerStatus(HandlerStatus.State.RUNNING, "", Instant.EPOCH, Duration.ofSeconds(5), 0, null);

    static SubscriptionSnapshot subscription(String id, String channel) {
        return subscription(id, channel, RUNNING, SubscriptionSnapshot.State.ACTIVE, "");
    }

    /** One of this state whose oldest message has waited for 1.5 seconds. */
    static SubscriptionSnapshot with(HandlerStatus handler, SubscriptionSnapshot.State state, String reason) {
        return subscription("S1", "Configuration", handler, state, reason);
    }

    private static SubscriptionSnapshot subscription(
            String id, String channel, HandlerStatus handler, SubscriptionSnapshot.State state, String reason) {
        return new SubscriptionSnapshot(
                id,
                "labrunner-config",
                channel,
                "Config*",
                "(module=LabRunner)",
                "LabRunner",
                7,
                Handling.DEFAULT,
                state,
                reason,
                Instant.EPOCH,
                handler,
                20_000,
                5,
                4,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                Duration.ofMillis(1_500),
                0.5);
    }

    @Override
    public TimeOrderedId send(String channel, String type, @Nullable Object data) {
        return message(channel, type).data(data).send();
    }

    @Override
    public MessageBuilder message(String channel, String type) {
        return new Builder(channel, type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Subscription subscribe(SubscriptionSpec<T> spec, MessageHandler<T> handler) {
        subscribed.add(spec);
        open++;
        for (FakeMessage message : arriving) {
            try {
                handler.onMessage((Message<T>) message);
            } catch (Exception e) {
                throw new AssertionError("the handler failed", e);
            }
        }
        return new Subscription() {
            private boolean closed;

            @Override
            public String id() {
                return "tail-1";
            }

            @Override
            public SubscriptionSnapshot snapshot() {
                return subscription(id(), spec.channel());
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open--;
                }
            }

            @Override
            public boolean isOpen() {
                return !closed && !stopped;
            }
        };
    }

    @Override
    public <T> Subscription subscribeAsync(SubscriptionSpec<T> spec, AsyncMessageHandler<T> handler) {
        return subscribe(spec, handler::onMessage);
    }

    @Override
    public MessageBus onBehalfOf(String token) {
        orders.add("on behalf of " + token);
        return this;
    }

    @Override
    public boolean createChannel(ChannelSpec spec) {
        return channels.put(spec.name(), spec) == null;
    }

    @Override
    public long removeChannel(String name) {
        channels.remove(name);
        return 1;
    }

    @Override
    public List<ChannelSnapshot> channels() {
        return channels.values().stream()
                .map(spec -> new ChannelSnapshot(
                        spec, 1, 10, 6, 1, 2, 1, 3, 0, Duration.ofMillis(2_500), 1.25, ChannelSnapshot.State.ACTIVE))
                .toList();
    }

    @Override
    public Optional<ChannelSnapshot> channel(String name) {
        return channels().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    @Override
    public long clear(String channel) {
        return 3;
    }

    @Override
    public OptionalLong clearSubscription(String id) {
        return OptionalLong.empty();
    }

    @Override
    public void pause(String reason) {
        orders.add("pause bus " + reason);
    }

    @Override
    public void resume() {
        orders.add("resume bus");
    }

    @Override
    public void pauseChannel(String channel, String reason) {
        orders.add("pause " + channel + " " + reason);
    }

    @Override
    public void resumeChannel(String channel) {
        orders.add("resume " + channel);
    }

    @Override
    public boolean pauseSubscription(String id, String reason) {
        orders.add("pause " + id);
        return hasSubscription(id);
    }

    @Override
    public boolean resumeSubscription(String id) {
        orders.add("resume " + id);
        return hasSubscription(id);
    }

    private boolean hasSubscription(String id) {
        return subscriptions.stream().anyMatch(each -> each.id().equals(id));
    }

    @Override
    public DrainReport drain(Duration timeout) {
        orders.add("drain bus " + timeout);
        return new DrainReport(5, 0, List.of(), Duration.ZERO);
    }

    @Override
    public DrainReport drain(String channel, Duration timeout) {
        orders.add("drain " + channel + " " + timeout);
        return new DrainReport(5, 2, List.of("S1"), timeout);
    }

    @Override
    public List<SubscriptionSnapshot> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean closeSubscription(String id) {
        return subscriptions.removeIf(subscription -> subscription.id().equals(id));
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    @Override
    public DeadLetterSnapshot deadLetterSnapshot() {
        return deadLetterSnapshot;
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterFilter filter) {
        return deadLetters.stream().filter(filter::matches).toList();
    }

    @Override
    public Optional<DeadLetter> deadLetter(TimeOrderedId id) {
        return deadLetters.stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    @Override
    public Redrive redrive(TimeOrderedId id) {
        return redrive(id, "its own");
    }

    @Override
    public Redrive redrive(TimeOrderedId id, String subscription) {
        redriven.add(id + " to " + subscription);
        return redriveResult;
    }

    @Override
    public RedriveReport redrive(DeadLetterFilter filter) {
        return new RedriveReport(deadLetters(filter).size(), 0, 0);
    }

    @Override
    public boolean discard(TimeOrderedId id) {
        return deadLetters.removeIf(letter -> letter.id().equals(id));
    }

    @Override
    public int discard(DeadLetterFilter filter) {
        int before = deadLetters.size();
        deadLetters.removeIf(filter::matches);
        return before - deadLetters.size();
    }

    @Override
    public Registration addInterceptor(String name, int order, MessageInterceptor interceptor, String... around) {
        throw new IllegalStateException("no command adds an interceptor");
    }

    @Override
    public List<InterceptorSnapshot> interceptors() {
        return interceptors;
    }

    @Override
    public List<InterceptorSnapshot> interceptors(String channel) {
        return interceptors.stream()
                .filter(each -> each.channels().isEmpty() || each.channels().contains(channel))
                .toList();
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        return failures;
    }

    private final class Builder implements MessageBuilder {
        private final String channel;
        private final String type;
        private Object data = Map.of();
        private Priority priority = Priority.NORMAL;
        private @Nullable Duration timeToLive;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable String correlation;

        Builder(String channel, String type) {
            this.channel = channel;
            this.type = type;
        }

        @Override
        public MessageBuilder data(@Nullable Object payload) {
            data = payload == null ? Map.of() : payload;
            return this;
        }

        @Override
        public MessageBuilder priority(Priority value) {
            priority = value;
            return this;
        }

        @Override
        public MessageBuilder timeToLive(Duration value) {
            timeToLive = value;
            return this;
        }

        @Override
        public MessageBuilder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        @Override
        public MessageBuilder correlationId(String id) {
            correlation = id;
            return this;
        }

        @Override
        public Reply request(Duration timeout) {
            return new FakeReply(send(), "LabRunner", Map.of("waited", timeout.toString()));
        }

        @Override
        public CompletionStage<Reply> requestAsync(Duration timeout) {
            return CompletableFuture.completedFuture(request(timeout));
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    channel,
                    type,
                    headers.containsKey("refuse") ? "it is drained" : "",
                    interceptors,
                    List.of(new Explanation.Recipient(
                            "S1",
                            "n",
                            "LabRunner",
                            Explanation.Verdict.NOT_OFFERED,
                            "its type A does not match",
                            List.of(new Setting("timeout.ms", 500L, "dev.vagus.policy~lab")),
                            "closed, 0 failures in a row")));
        }

        @Override
        public MessageBuilder detached() {
            return this;
        }

        @Override
        public TimeOrderedId send() {
            FakeMessage message = new FakeMessage(
                    TimeOrderedId.next(),
                    channel,
                    type,
                    "vagus-shell",
                    priority,
                    Instant.EPOCH,
                    null,
                    timeToLive,
                    headers,
                    correlation,
                    data);
            channels.putIfAbsent(channel, ChannelSpec.named(channel));
            sent.add(message);
            return message.id();
        }
    }
}
