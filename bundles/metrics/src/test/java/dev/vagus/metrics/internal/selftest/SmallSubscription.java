package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;

/** A subscription of a {@link SmallBus}: one message at a time, the highest priority first. */
final class SmallSubscription {
    private record Waiting(SmallMessage message, int attempts, long number) {}

    private final SmallBus bus;
    private final String id;
    private final SubscriptionSpec<?> spec;
    private final MessageHandler<?> handler;
    private final PriorityQueue<Waiting> mailbox;
    private long numbers;
    private boolean busy;
    private long expired;

    SmallSubscription(SmallBus bus, String id, SubscriptionSpec<?> spec, MessageHandler<?> handler) {
        this.bus = bus;
        this.id = id;
        this.spec = spec;
        this.handler = handler;
        Comparator<Waiting> byNumber = Comparator.comparingLong(Waiting::number);
        this.mailbox = new PriorityQueue<>(
                bus.world.has(Fault.IGNORES_PRIORITIES)
                        ? byNumber
                        : Comparator.<Waiting>comparingInt(
                                        each -> -each.message().priority().ordinal())
                                .thenComparing(byNumber));
    }

    String id() {
        return id;
    }

    boolean isOpen() {
        return true;
    }

    void close() {
        bus.remove(this);
    }

    boolean hears(SmallMessage message) {
        boolean type = bus.world.has(Fault.IGNORES_TYPES)
                || message.type().matches(spec.type().replace(".", "\\.").replace("*", ".*"));
        return message.channel().equals(spec.channel()) && type && passes(message);
    }

    private boolean passes(SmallMessage message) {
        if (spec.filter().isEmpty() || bus.world.has(Fault.IGNORES_FILTERS)) {
            return true;
        }
        String[] wanted = spec.filter().substring(1, spec.filter().length() - 1).split("=", 2);
        return message.data() instanceof Map<?, ?> data && wanted[1].equals(data.get(wanted[0]));
    }

    void offer(SmallMessage message, int attempts) {
        synchronized (this) {
            mailbox.add(new Waiting(message, attempts, ++numbers));
        }
        wake();
    }

    synchronized void wake() {
        if (!busy && !mailbox.isEmpty() && !bus.isPaused(spec.channel())) {
            busy = true;
            Waiting next = Objects.requireNonNull(mailbox.poll());
            try {
                bus.world.threads.execute(() -> handle(next));
            } catch (RejectedExecutionException e) {
                if (!bus.world.threads.isShutdown()) {
                    throw e; // otherwise the test is over, and nobody waits for what is left
                }
            }
        }
    }

    private void handle(Waiting next) {
        try {
            deliver(next);
        } finally {
            synchronized (this) {
                busy = false;
            }
            wake();
        }
    }

    private void deliver(Waiting next) {
        if (next.message().isExpired() && !bus.world.has(Fault.NEVER_EXPIRES)) {
            synchronized (this) {
                expired++;
            }
            return;
        }
        try {
            call(handler, next.message());
        } catch (Throwable e) {
            int attempts = next.attempts() + 1;
            RedeliveryPolicy policy = Objects.requireNonNullElse(spec.handling().redelivery(), RedeliveryPolicy.NONE);
            if (attempts <= policy.retries() && !bus.world.has(Fault.NEVER_RETRIES)) {
                offer(next.message(), attempts);
            } else {
                bus.die(this, next.message(), attempts, e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void call(MessageHandler<T> handler, SmallMessage message) throws Exception {
        handler.onMessage(message.view((Class<T>) Object.class));
    }

    synchronized SubscriptionSnapshot snapshot() {
        return new SubscriptionSnapshot(
                id,
                "",
                spec.channel(),
                spec.type(),
                spec.filter(),
                "test",
                1,
                spec.handling(),
                SubscriptionSnapshot.State.ACTIVE,
                "",
                Instant.EPOCH,
                new HandlerStatus(HandlerStatus.State.RUNNING, "", Instant.EPOCH, Duration.ZERO, 0, null),
                1,
                0,
                0,
                expired,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0);
    }
}
