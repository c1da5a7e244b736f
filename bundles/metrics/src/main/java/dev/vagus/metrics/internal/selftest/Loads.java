package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.registry.ApiRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The kinds of traffic that a load is made of. */
final class Loads {
    private static final int WAITING = 1_000;
    private static final Duration ROOM = Duration.ofSeconds(10);

    private Loads() {}

    static List<Load> all(Scene scene) {
        return List.of(new Messages(scene), new Calls(scene), new Events(scene));
    }

    /** Messages to one subscription whose mailbox makes its senders wait. */
    private static final class Messages implements Load {
        private final Tally tally = new Tally();
        private final Scene scene;
        private String channel = "";

        Messages(Scene scene) {
            this.scene = scene;
        }

        @Override
        public String concern() {
            return "bus";
        }

        @Override
        public String name() {
            return "messages under load";
        }

        @Override
        public void begin() {
            channel = scene.channel(ChannelSpec.named(scene.place().channel())
                    .describedAs("self-test; it goes at its end")
                    .withCapacity(WAITING)
                    .blocking(ROOM));
            scene.hear(SubscriptionSpec.on(channel), message -> tally.through(message.data()));
        }

        @Override
        public void once() {
            MessageBus bus = scene.bus();
            bus.send(channel, "Load", tally.payload());
            tally.made();
        }

        @Override
        public String end(long nanos) throws InterruptedException {
            return tally.settle("messages", nanos, scene.patience());
        }
    }

    /** Calls of one operation. */
    private static final class Calls implements Load {
        private final Tally tally = new Tally();
        private final Scene scene;
        private String operation = "";

        Calls(Scene scene) {
            this.scene = scene;
        }

        @Override
        public String concern() {
            return "registry";
        }

        @Override
        public String name() {
            return "calls under load";
        }

        @Override
        public void begin() {
            operation = scene.offer(
                    CallChecks.spec(scene, "Load").withParameter("n", "integer"),
                    invocation -> invocation.parameters());
        }

        @Override
        public void once() {
            ApiRegistry registry = scene.registry();
            Object result = registry.invoke(operation, tally.payload());
            tally.made();
            if (result instanceof Map<?, ?> answer && answer.get("n") instanceof Number start) {
                tally.through(Map.of("n", start));
            }
        }

        @Override
        public String end(long nanos) throws InterruptedException {
            return tally.settle("calls", nanos, Duration.ZERO);
        }
    }

    /** Events to one handler; no more of them wait than its mailbox takes. */
    private static final class Events implements Load {
        private final Tally tally = new Tally();
        private final Semaphore room = new Semaphore(WAITING);
        private final Scene scene;

        Events(Scene scene) {
            this.scene = scene;
        }

        @Override
        public String concern() {
            return "events";
        }

        @Override
        public String name() {
            return "events under load";
        }

        @Override
        public void begin() {
            scene.later(scene.events()
                    .subscribe(
                            EventSubscription.to("SelfTestLoad")
                                    .on(scene.place().eventChannel()),
                            event -> {
                                tally.through(event.data());
                                room.release();
                            })::close);
        }

        @Override
        public void once() throws InterruptedException {
            if (!room.tryAcquire(scene.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CheckFailed(
                        WAITING + " events were published and none was heard for " + Texts.time(scene.patience()));
            }
            EventPublisher events = scene.events();
            events.event("SelfTestLoad")
                    .channel(scene.place().eventChannel())
                    .persist(false)
                    .data(tally.payload())
                    .publish();
            tally.made();
        }

        @Override
        public String end(long nanos) throws InterruptedException {
            return tally.settle("events", nanos, scene.patience());
        }
    }
}
