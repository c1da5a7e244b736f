package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.UnknownChannelException;
import dev.vagus.metrics.ChannelTest;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.security.AccessRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message through a channel of anybody's, and back. */
final class ChannelTrip {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelTrip.class);
    private static final String TYPE = "vagus.selftest.";

    private final MessageBus bus;
    private final String channel;

    ChannelTrip(@Nullable MessageBus bus, String channel) {
        if (bus == null) {
            throw new ModuleUnavailableException(
                    "the channel " + channel + " cannot be tried: the bundle dev.vagus.bus is not started");
        }
        this.bus = bus;
        this.channel = channel;
    }

    ChannelTest run(Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive, but is " + timeout);
        }
        // Subscribing would make it.
        if (bus.channel(channel).isEmpty()) {
            throw new UnknownChannelException(
                    "there is no channel " + channel + "; vagus:channel-list shows those that there are");
        }
        String type = TYPE + TimeOrderedId.next();
        BlockingQueue<Message<Object>> heard = new LinkedBlockingQueue<>();
        Subscription subscription =
                bus.subscribe(SubscriptionSpec.on(channel, Object.class).ofType(type), heard::add);
        try {
            return trip(message(type, timeout), subscription.id(), heard, timeout);
        } finally {
            subscription.close();
            discard(type);
        }
    }

    private MessageBuilder message(String type, Duration timeout) {
        return bus.message(channel, type).detached().timeToLive(timeout);
    }

    private ChannelTest trip(MessageBuilder message, String own, BlockingQueue<Message<Object>> heard, Duration timeout)
            throws InterruptedException {
        Explanation told = message.explain();
        List<String> others = told.recipients().stream()
                .filter(each -> each.verdict() != Explanation.Verdict.NOT_OFFERED)
                .map(Explanation.Recipient::subscription)
                .filter(id -> !id.equals(own))
                .toList();
        long start = System.nanoTime();
        TimeOrderedId id = message.send();
        Message<Object> back = heard.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (back == null) {
            return new ChannelTest(channel, false, took, "nothing came back: " + obstacle(told, own), others);
        }
        boolean same = back.id().equals(id);
        return new ChannelTest(
                channel, same, took, same ? "the message came back" : "another message came back", others);
    }

    private static String obstacle(Explanation told, String own) {
        if (!told.obstacle().isEmpty()) {
            return told.obstacle();
        }
        return told.recipients().stream()
                .filter(each ->
                        each.subscription().equals(own) && !each.reason().isEmpty())
                .map(Explanation.Recipient::reason)
                .findFirst()
                .orElse("the bus does not say why; vagus:subscription-list shows what waits");
    }

    private void discard(String type) {
        List<DeadLetter> letters =
                bus.deadLetters(DeadLetterFilter.ALL.onChannel(channel).ofType(type));
        try {
            letters.forEach(letter -> bus.discard(letter.id()));
        } catch (AccessRefusedException e) {
            // The trial has its result all the same; whoever may manage the channel finds them there.
            LOG.warn("a trial of channel {} leaves {} dead letters there: {}", channel, letters.size(), e.getMessage());
        }
    }
}
