package dev.vagus.bus.internal.engine;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Reply;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.delivery.meter.HandlerMeters;
import dev.vagus.delivery.trace.TracerSlot;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.TimeOrderedId;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bus: what a bundle's facade and the whiteboard call. Thread-safe. */
public final class BusEngine {
    private final Surroundings around;
    private final Channels channels;
    private final DeadLetters letters;
    private final DeadLetterOffice office;
    private final Control control;
    private final ControlGate controlGate;
    private final Requests requests;
    private final Explainer explainer;
    private final Interceptors interceptors;
    private final Subscriptions subscriptions;
    private final Sender sender;
    private volatile BusSettings settings;
    private volatile boolean stopped;

    /** A bus without channels, whose threads write dead letters too. */
    public BusEngine(BusSettings settings, Surroundings around) {
        this(settings, around, around.executor());
    }

    /**
     * A bus without channels.
     *
     * @param background runs one task after the other, which may block; for the store of dead letters
     */
    public BusEngine(BusSettings settings, Surroundings around, Executor background) {
        this.settings = settings;
        this.around = around;
        channels = new Channels(settings, around.clocks().nanos());
        letters = new DeadLetters(settings.deadLetters());
        subscriptions = new Subscriptions(channels, letters, around);
        LetterExchange exchange = new LetterExchange(letters, new LetterText(around.structures()));
        LetterWriter writer = new LetterWriter(letters, exchange, background, around.timer());
        letters.whenChanged(writer::wake);
        office = new DeadLetterOffice(letters, subscriptions, writer, this::checkRunning);
        control = new Control(channels, subscriptions, around.clocks().nanos(), this::checkRunning);
        controlGate = new ControlGate(around.clocks().nanos());
        requests = new Requests(around.timer(), around.structures());
        interceptors = new Interceptors(channels, around.clocks().nanos());
        explainer = new Explainer(channels, control, around.clocks(), around.structures(), interceptors);
        sender = new Sender(channels, control, requests, around);
    }

    /** Asks the gate of these from now on before messages are sent, heard and intercepted, and before the bus is managed. */
    public void behind(Gates gates) {
        office.behind(gates);
        controlGate.behind(gates);
        GateChange change = new GateChange(gates, channels, subscriptions, letters);
        gates.listen(() -> {
            interceptors.behind(gates);
            change.run();
        });
    }

    /** Where it looks for the tracer. */
    public TracerSlot tracers() {
        return channels.tracers();
    }

    /** Takes up new settings. */
    public void settings(BusSettings fresh) {
        settings = fresh;
        channels.settings(fresh);
        letters.limit(fresh.deadLetters());
        subscriptions.list().forEach(BusSubscription::review);
    }

    /** The settings in force. */
    public BusSettings settings() {
        return settings;
    }

    /** Sends a message of which there is nothing to say but its type; otherwise the same. */
    public TimeOrderedId send(Owner source, String channel, String type, @Nullable Object data) {
        if (stopped) {
            throw stoppedError();
        }
        return sender.send(source, channel, type, data);
    }

    /** Sends a message and returns its id; throws as {@link dev.vagus.bus.MessageBus#send} says. */
    public TimeOrderedId send(Owner source, Draft draft, @Nullable Object data) {
        if (stopped) {
            throw stoppedError();
        }
        return sender.send(source, draft, data);
    }

    /** Sends a message that wants an answer, and waits for it. */
    public Reply request(Owner source, Draft draft, @Nullable Object data, Duration timeout) {
        checkRunning();
        return Requests.await(sender.request(source, draft, data, timeout, Runnable::run));
    }

    /** Sends a message that wants an answer, which a thread of the bus hands over. */
    public CompletableFuture<Reply> requestAsync(Owner source, Draft draft, @Nullable Object data, Duration timeout) {
        checkRunning();
        return sender.request(source, draft, data, timeout, around.executor());
    }

    /** Says who would get a message. */
    public Explanation explain(Owner source, Draft draft, @Nullable Object data) {
        checkRunning();
        return explainer.explain(source, draft, data);
    }

    /** Adds an interceptor for later sends and attempts; throws as the API says. */
    public void addInterceptor(InterceptorEntry entry) {
        checkRunning();
        interceptors.add(entry);
    }

    /**
     * Puts an interceptor in the place of another for later sends and attempts; either may be null for none. What is
     * added after {@link #close} has no effect; one that the gate does not allow is not called until it does.
     */
    public void intercept(@Nullable InterceptorEntry before, @Nullable InterceptorEntry now) {
        interceptors.replace(before, now);
    }

    /** The interceptors, outermost first. */
    public List<InterceptorSnapshot> interceptors() {
        checkRunning();
        return interceptors.list();
    }

    /** Those around a channel of this name. */
    public List<InterceptorSnapshot> interceptors(String channel) {
        checkRunning();
        return interceptors.of(channel);
    }

    /** Those that are not called, since the gate does not allow it. */
    public List<FailedRegistration> refusedInterceptors() {
        return interceptors.refused();
    }

    /** How many requests wait for an answer. */
    public int openRequests() {
        return requests.size();
    }

    /** Subscribes a handler whose payloads are converted to this type; throws as the API says. */
    public Attachment subscribe(Owner owner, SubscriptionSpec<?> spec, Type payload, MessageHandler<?> handler) {
        return attach(owner, spec, payload, HandlerCall.of(handler));
    }

    /** Subscribes a handler of either kind. */
    public Attachment attach(Owner owner, SubscriptionSpec<?> spec, Type payload, HandlerCall handler) {
        checkRunning();
        Attachment attachment = subscriptions.attach(owner, spec, payload, handler);
        if (stopped) {
            attachment.close();
            throw stoppedError();
        }
        return attachment;
    }

    /** Creates a channel or changes its settings. */
    public boolean createChannel(ChannelSpec spec) {
        checkRunning();
        return channels.create(spec);
    }

    /** Removes a channel. */
    public long removeChannel(String name) {
        checkRunning();
        return channels.remove(name);
    }

    /** What measures handlers. */
    public HandlerMeters meters() {
        return subscriptions.meters();
    }

    /** The policies that handlers go by. */
    public Policies policies() {
        return subscriptions.policies();
    }

    /**
     * What this module may change beside its own subscriptions, each asked of the gate first.
     *
     * @param token on whose behalf; null for that of what the thread is doing
     */
    public GuardedControl controlOf(Owner owner, @Nullable String token) {
        return new GuardedControl(this, controlGate, owner, token);
    }

    /** Pausing, resuming, draining, whoever asks. */
    public Control control() {
        return control;
    }

    /** Undoes what a configuration said about a channel. */
    public void resetChannel(String name) {
        channels.reset(name);
    }

    /** Clears a channel. */
    public long clear(String channel) {
        checkRunning();
        return channels.existing(channel).clear();
    }

    /** The channels by name. */
    public List<ChannelSnapshot> channels() {
        checkRunning();
        return channels.list().stream().map(control::snapshot).toList();
    }

    /** One channel. */
    public Optional<ChannelSnapshot> channel(String name) {
        checkRunning();
        return Optional.ofNullable(channels.find(name)).map(control::snapshot);
    }

    /** The subscriptions by channel, then in order of their making. */
    public List<SubscriptionSnapshot> subscriptions() {
        checkRunning();
        return subscriptions.list().stream()
                .map(BusSubscription::snapshot)
                .sorted(Comparator.comparing(SubscriptionSnapshot::channel))
                .toList();
    }

    /** Ends a subscription by its id. */
    public boolean closeSubscription(String id) {
        checkRunning();
        return subscriptions.close(id);
    }

    /** The dead letters, oldest first. */
    public List<DeadLetter> deadLetters() {
        return office.list(DeadLetterFilter.ALL);
    }

    /** What can be done about dead letters. */
    public DeadLetterOffice deadLetterOffice() {
        return office;
    }

    /** Ends the subscriptions that wait for this bundle. */
    public void abandon(long bundleId) {
        subscriptions.abandon(bundleId);
    }

    /** Lets go of these classes, whose module has left: what is queued becomes plain structure. */
    public void forget(Predicate<Class<?>> classes) {
        subscriptions.list().forEach(each -> each.mailbox()
                .forEach(waiting -> waiting.envelope().flatten()));
        around.structures().forget(classes);
    }

    /** Refuses from now on whatever is asked. What is queued is still delivered. */
    public void refuse() {
        stopped = true;
    }

    /** Ends every subscription; what is queued is cleared and counted. */
    public void close() {
        stopped = true;
        requests.close();
        subscriptions.closeAll();
        // Those that were on their way when it stopped.
        requests.close();
        interceptors.close();
        office.close(settings.stopDeadline());
    }

    void checkRunning() {
        if (stopped) {
            throw stoppedError();
        }
    }

    private static BusStoppedException stoppedError() {
        return new BusStoppedException("the message bus has stopped; get the service again when it is back");
    }
}
