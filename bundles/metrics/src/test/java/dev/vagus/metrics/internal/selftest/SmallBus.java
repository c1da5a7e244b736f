package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A message bus in small. Everything happens under its lock but the handlers. */
final class SmallBus {
    /** Whether nobody may discard one. */
    volatile boolean unmanaged;

    final World world;
    final Map<String, ChannelSpec> channels = new LinkedHashMap<>();
    final Set<String> paused = new TreeSet<>();
    final List<SmallSubscription> subscriptions = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    private int count;

    SmallBus(World world) {
        this.world = world;
    }

    synchronized List<String> leftovers() {
        List<String> all = new ArrayList<>(channels.keySet());
        subscriptions.forEach(each -> all.add(each.id()));
        letters.forEach(each -> all.add("dead letter " + each.id()));
        return all;
    }

    synchronized boolean createChannel(ChannelSpec spec) {
        return channels.put(spec.name(), spec) == null;
    }

    synchronized long removeChannel(String name) {
        if (world.has(Fault.KEEPS_CHANNELS)) {
            throw new IllegalStateException("the channel " + name + " does not go");
        }
        channels.remove(name);
        return 0;
    }

    synchronized Optional<ChannelSnapshot> channel(String name) {
        ChannelSpec spec = channels.get(name);
        return Optional.ofNullable(spec)
                .map(known -> new ChannelSnapshot(
                        known, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, 0, ChannelSnapshot.State.ACTIVE));
    }

    synchronized <T> Subscription subscribe(SubscriptionSpec<T> spec, MessageHandler<T> handler) {
        SmallSubscription made = new SmallSubscription(this, "sub-" + ++count, spec, handler);
        subscriptions.add(made);
        return Partial.of(Subscription.class, made);
    }

    synchronized void pauseChannel(String channel, String reason) {
        paused.add(channel);
    }

    void resumeChannel(String channel) {
        synchronized (this) {
            paused.remove(channel);
        }
        subscribers().forEach(SmallSubscription::wake);
    }

    synchronized boolean isPaused(String channel) {
        return paused.contains(channel);
    }

    private synchronized List<SmallSubscription> subscribers() {
        return List.copyOf(subscriptions);
    }

    synchronized void remove(SmallSubscription subscription) {
        subscriptions.remove(subscription);
    }

    TimeOrderedId send(String channel, String type, Object data) {
        return message(channel, type).data(data).send();
    }

    MessageBuilder message(String channel, String type) {
        return Partial.of(MessageBuilder.class, new SmallMessage.Draft(this, channel, type));
    }

    void route(SmallMessage message) {
        if (world.has(Fault.REFUSES_MESSAGES)) {
            throw new MessageRefusedException(ErrorCategory.BUSY, "not now");
        }
        int number;
        synchronized (this) {
            number = ++count;
        }
        boolean some = number % 10 == 0;
        if (world.has(Fault.LOSES_MESSAGES) || some && world.has(Fault.LOSES_SOME_MESSAGES)) {
            return;
        }
        int times = some && world.has(Fault.DOUBLES_SOME_MESSAGES) ? 2 : 1;
        for (SmallSubscription each : subscribers()) {
            for (int i = 0; i < times && each.hears(message); i++) {
                each.offer(message, 0);
            }
        }
    }

    synchronized void die(SmallSubscription subscription, SmallMessage message, int attempts, Throwable cause) {
        if (world.has(Fault.KEEPS_NO_DEAD_LETTERS)) {
            return;
        }
        letters.add(new DeadLetter(
                TimeOrderedId.next(),
                message.view(Object.class),
                subscription.id(),
                "test",
                attempts,
                Instant.EPOCH,
                Instant.EPOCH,
                ErrorRecord.of(cause),
                false));
    }

    synchronized List<DeadLetter> deadLetters(DeadLetterFilter filter) {
        return letters.stream().filter(filter::matches).toList();
    }

    synchronized int discard(DeadLetterFilter filter) {
        int before = letters.size();
        letters.removeIf(filter::matches);
        return before - letters.size();
    }

    synchronized boolean discard(TimeOrderedId id) {
        if (unmanaged) {
            throw new AccessRefusedException(AccessRule.GRANT, "no bus:manage", null);
        }
        return letters.removeIf(each -> each.id().equals(id));
    }

    Redrive redrive(TimeOrderedId id) {
        DeadLetter found = take(id);
        if (found == null) {
            return Redrive.NOT_FOUND;
        }
        if (!world.has(Fault.REDRIVES_TO_NOBODY)) {
            redriven(found, found.message());
        }
        return Redrive.QUEUED;
    }

    private synchronized @Nullable DeadLetter take(TimeOrderedId id) {
        for (DeadLetter letter : letters) {
            if (letter.id().equals(id)) {
                letters.remove(letter);
                return letter;
            }
        }
        return null;
    }

    /** Not with the lock: a subscription asks for it while it holds its own. */
    private void redriven(DeadLetter letter, Message<Object> message) {
        for (SmallSubscription each : subscribers()) {
            if (each.id().equals(letter.subscription())) {
                each.offer(SmallMessage.again(this, message), 0);
            }
        }
    }
}
