package dev.vagus.bus.internal.component;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.DrainReport;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.internal.engine.Attachment;
import dev.vagus.bus.internal.engine.BusEngine;
import dev.vagus.bus.internal.engine.GuardedControl;
import dev.vagus.bus.internal.engine.HandlerCall;
import dev.vagus.bus.internal.engine.InterceptorEntry;
import dev.vagus.bus.internal.engine.Owner;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bus as one bundle has it: the engine and who it is. What it may change is asked of the gate in its name. */
class BundleBus implements MessageBus {
    private final BusEngine engine;
    private final Owner owner;
    private final CodeSubscriptions subscriptions;
    private final CodeInterceptors interceptors;
    private final Supplier<List<FailedRegistration>> failures;
    private final GuardedControl control;

    BundleBus(
            BusEngine engine,
            Owner owner,
            CodeSubscriptions subscriptions,
            CodeInterceptors interceptors,
            Supplier<List<FailedRegistration>> failures) {
        this.engine = engine;
        this.owner = owner;
        this.subscriptions = subscriptions;
        this.interceptors = interceptors;
        this.failures = failures;
        control = engine.controlOf(owner, null);
    }

    /** The same one on behalf of whom this token speaks for. */
    BundleBus(BundleBus same, String token) {
        engine = same.engine;
        owner = same.owner;
        subscriptions = same.subscriptions;
        interceptors = same.interceptors;
        failures = same.failures;
        control = engine.controlOf(owner, token);
    }

    final GuardedControl control() {
        return control;
    }

    @Override
    public final MessageBus onBehalfOf(String token) {
        return new TokenBus(this, Objects.requireNonNull(token, "token"));
    }

    @Override
    public TimeOrderedId send(String channel, String type, @Nullable Object data) {
        return engine.send(owner, channel, type, data);
    }

    @Override
    public MessageBuilder message(String channel, String type) {
        return new MessageDraft(
                engine, owner, Objects.requireNonNull(channel, "channel"), Objects.requireNonNull(type, "type"));
    }

    @Override
    public <T> Subscription subscribe(SubscriptionSpec<T> spec, MessageHandler<T> handler) {
        Objects.requireNonNull(handler, "handler");
        Attachment attachment = engine.subscribe(owner, spec, spec.payload(), handler);
        subscriptions.add(owner.bundleId(), attachment);
        return attachment;
    }

    @Override
    public <T> Subscription subscribeAsync(SubscriptionSpec<T> spec, AsyncMessageHandler<T> handler) {
        Objects.requireNonNull(handler, "handler");
        Attachment attachment = engine.attach(owner, spec, spec.payload(), HandlerCall.of(handler));
        subscriptions.add(owner.bundleId(), attachment);
        return attachment;
    }

    @Override
    public boolean createChannel(ChannelSpec spec) {
        return control.createChannel(spec);
    }

    @Override
    public long removeChannel(String name) {
        return control.removeChannel(Objects.requireNonNull(name, "name"));
    }

    @Override
    public List<ChannelSnapshot> channels() {
        return engine.channels();
    }

    @Override
    public Optional<ChannelSnapshot> channel(String name) {
        return engine.channel(name);
    }

    @Override
    public long clear(String channel) {
        return control.clear(Objects.requireNonNull(channel, "channel"));
    }

    @Override
    public OptionalLong clearSubscription(String id) {
        return control.clearSubscription(id);
    }

    @Override
    public void pause(String reason) {
        control.pause(null, Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public void resume() {
        control.resume(null);
    }

    @Override
    public void pauseChannel(String channel, String reason) {
        control.pause(Objects.requireNonNull(channel, "channel"), Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public void resumeChannel(String channel) {
        control.resume(Objects.requireNonNull(channel, "channel"));
    }

    @Override
    public boolean pauseSubscription(String id, String reason) {
        return control.holdSubscription(id, Objects.requireNonNull(reason, "reason"));
    }

    @Override
    public boolean resumeSubscription(String id) {
        return control.holdSubscription(id, null);
    }

    @Override
    public DrainReport drain(Duration timeout) {
        return control.drain(null, timeout);
    }

    @Override
    public DrainReport drain(String channel, Duration timeout) {
        return control.drain(Objects.requireNonNull(channel, "channel"), timeout);
    }

    @Override
    public List<SubscriptionSnapshot> subscriptions() {
        return engine.subscriptions();
    }

    @Override
    public boolean closeSubscription(String id) {
        return control.closeSubscription(id);
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return deadLetters(DeadLetterFilter.ALL);
    }

    @Override
    public DeadLetterSnapshot deadLetterSnapshot() {
        return engine.deadLetterOffice().snapshot();
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterFilter filter) {
        return engine.deadLetterOffice().list(filter, owner);
    }

    @Override
    public Optional<DeadLetter> deadLetter(TimeOrderedId id) {
        return engine.deadLetterOffice().find(id, owner);
    }

    @Override
    public Redrive redrive(TimeOrderedId id) {
        return control.redrive(id, null);
    }

    @Override
    public Redrive redrive(TimeOrderedId id, String subscription) {
        return control.redrive(id, Objects.requireNonNull(subscription, "subscription"));
    }

    @Override
    public RedriveReport redrive(DeadLetterFilter filter) {
        return control.redrive(filter);
    }

    @Override
    public boolean discard(TimeOrderedId id) {
        return control.discard(id);
    }

    @Override
    public int discard(DeadLetterFilter filter) {
        return control.discard(filter);
    }

    @Override
    public Registration addInterceptor(String name, int order, MessageInterceptor interceptor, String... channels) {
        Objects.requireNonNull(interceptor, "interceptor");
        InterceptorEntry.Place place = new InterceptorEntry.Place(order, 0, -1);
        InterceptorEntry entry = new InterceptorEntry(name, owner, place, List.of(channels), interceptor);
        engine.addInterceptor(entry);
        return interceptors.add(owner.bundleId(), () -> engine.intercept(entry, null));
    }

    @Override
    public List<InterceptorSnapshot> interceptors() {
        return engine.interceptors();
    }

    @Override
    public List<InterceptorSnapshot> interceptors(String channel) {
        return engine.interceptors(Objects.requireNonNull(channel, "channel"));
    }

    @Override
    public List<FailedRegistration> failedRegistrations() {
        return failures.get();
    }
}
