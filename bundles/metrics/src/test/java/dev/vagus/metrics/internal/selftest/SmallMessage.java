package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.bus.RequestFailedException;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A message of a {@link SmallBus}. */
record SmallMessage(
        SmallBus bus,
        TimeOrderedId id,
        String channel,
        String type,
        Priority priority,
        @Nullable Object data,
        long deadline,
        CompletableFuture<Object> answer) {
    boolean isExpired() {
        return deadline != 0 && System.nanoTime() - deadline >= 0;
    }

    boolean reply(Object answered) {
        return !bus.world.has(Fault.DOES_NOT_REPLY) && answer.complete(answered);
    }

    <T> Message<T> view(Class<T> type) {
        @SuppressWarnings("unchecked")
        Message<T> view = (Message<T>) Partial.of(Message.class, this);
        return view;
    }

    static SmallMessage again(SmallBus bus, Message<Object> message) {
        return new SmallMessage(
                bus,
                message.id(),
                message.channel(),
                message.type(),
                message.priority(),
                message.data(),
                0,
                new CompletableFuture<>());
    }

    /** One in the making. */
    static final class Draft {
        private final SmallBus bus;
        private final String channel;
        private final String type;
        private Priority priority = Priority.NORMAL;
        private long deadline;
        private @Nullable Object data;

        Draft(SmallBus bus, String channel, String type) {
            this.bus = bus;
            this.channel = channel;
            this.type = type;
        }

        MessageBuilder self() {
            return Partial.of(MessageBuilder.class, this);
        }

        MessageBuilder data(Object payload) {
            data = payload;
            return self();
        }

        MessageBuilder priority(Priority wanted) {
            priority = wanted;
            return self();
        }

        MessageBuilder timeToLive(Duration life) {
            deadline = System.nanoTime() + life.toNanos();
            return self();
        }

        MessageBuilder detached() {
            return self();
        }

        Explanation explain() {
            List<Explanation.Recipient> recipients = bus.subscriptions.stream()
                    .map(each -> new Explanation.Recipient(
                            each.id(), "", "test", Explanation.Verdict.DELIVERED, "", List.of(), ""))
                    .toList();
            return new Explanation(channel, type, "", List.of(), recipients);
        }

        private SmallMessage make() {
            Object sent = bus.world.has(Fault.CHANGES_PAYLOADS) ? Map.of("run", "another") : data;
            return new SmallMessage(
                    bus, TimeOrderedId.next(), channel, type, priority, sent, deadline, new CompletableFuture<>());
        }

        TimeOrderedId send() {
            SmallMessage message = make();
            bus.route(message);
            return message.id();
        }

        Reply request(Duration timeout) throws InterruptedException, ExecutionException {
            SmallMessage message = make();
            bus.route(message);
            try {
                Object answered = message.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                return Partial.of(Reply.class, new Object() {
                    @SuppressWarnings("unused")
                    Object data() {
                        return answered;
                    }
                });
            } catch (TimeoutException e) {
                throw new RequestFailedException(ErrorCategory.TIMEOUT, "no answer came", null);
            }
        }
    }
}
