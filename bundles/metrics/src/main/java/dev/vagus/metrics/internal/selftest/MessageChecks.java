package dev.vagus.metrics.internal.selftest;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.TimeOrderedId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What is tried of messages on their way from a sender to a handler. */
final class MessageChecks {
    private static final String CONCERN = "bus";
    private static final String TYPE = "Ping";
    private static final String LAST = "Last";
    private static final Duration SHORT_LIFE = Duration.ofMillis(20);
    private static final Duration LONGER_THAN_THAT = Duration.ofMillis(60);

    private MessageChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "send and receive", MessageChecks::roundTrip),
                new Check(CONCERN, "priorities", MessageChecks::priorities),
                new Check(CONCERN, "type and filter", MessageChecks::selection),
                new Check(CONCERN, "expiry", MessageChecks::expiry),
                new Check(CONCERN, "request and reply", MessageChecks::request));
    }

    private static String roundTrip(Scene scene) throws InterruptedException {
        String channel = scene.channel();
        BlockingQueue<Message<Map<String, Object>>> heard = new LinkedBlockingQueue<>();
        scene.hear(SubscriptionSpec.on(channel).ofType(TYPE), heard::add);
        Map<String, Object> sent = Map.of("run", scene.place().correlation(), "number", 42);
        long start = System.nanoTime();
        TimeOrderedId id = scene.bus().send(channel, TYPE, sent);
        Message<Map<String, Object>> message = next(scene, heard, TYPE);
        String took = Texts.since(start);
        Texts.expect("the id of the message heard", id, message.id());
        Texts.expect("its payload", sent, message.data());
        return "heard after " + took;
    }

    private static String priorities(Scene scene) throws InterruptedException {
        String channel = scene.channel();
        MessageBus bus = scene.bus();
        BlockingQueue<Message<Map<String, Object>>> heard = new LinkedBlockingQueue<>();
        scene.hear(SubscriptionSpec.on(channel), heard::add);
        bus.pauseChannel(channel, "self-test");
        for (Priority priority : List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH)) {
            bus.message(channel, TYPE).data(Map.of()).priority(priority).send();
        }
        bus.resumeChannel(channel);
        List<Priority> order = new ArrayList<>();
        for (int i = 0; i < Priority.values().length; i++) {
            order.add(next(scene, heard, TYPE).priority());
        }
        Texts.expect("the order", List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW), order);
        return "high, normal, low, sent the other way round";
    }

    private static String selection(Scene scene) throws InterruptedException {
        String channel = scene.channel();
        BlockingQueue<Message<Map<String, Object>>> byType = new LinkedBlockingQueue<>();
        BlockingQueue<Message<Map<String, Object>>> byFilter = new LinkedBlockingQueue<>();
        scene.hear(SubscriptionSpec.on(channel).ofType("Config*"), byType::add);
        scene.hear(SubscriptionSpec.on(channel).matching("(level=high)"), byFilter::add);
        MessageBus bus = scene.bus();
        bus.send(channel, "ConfigChanged", Map.of("level", "low"));
        bus.send(channel, "LabStarted", Map.of("level", "high"));
        bus.send(channel, "LabStopped", Map.of("level", "low"));
        bus.send(channel, "ConfigLast", Map.of("level", "high"));
        Texts.expect("the types heard by Config*", List.of("ConfigChanged", "ConfigLast"), types(scene, byType));
        Texts.expect("the types heard by (level=high)", List.of("LabStarted", "ConfigLast"), types(scene, byFilter));
        return "2 of 4 messages by type, 2 of 4 by filter";
    }

    /** Messages of one thread keep their order, so that nothing comes after the last. */
    private static List<String> types(Scene scene, BlockingQueue<Message<Map<String, Object>>> heard)
            throws InterruptedException {
        List<String> types = new ArrayList<>();
        do {
            types.add(next(scene, heard, "ConfigLast").type());
        } while (!types.contains("ConfigLast"));
        return types;
    }

    private static String expiry(Scene scene) throws InterruptedException {
        String channel = scene.channel();
        MessageBus bus = scene.bus();
        BlockingQueue<Message<Map<String, Object>>> heard = new LinkedBlockingQueue<>();
        Subscription subscription = scene.hear(SubscriptionSpec.on(channel), heard::add);
        bus.pauseChannel(channel, "self-test");
        bus.message(channel, TYPE).data(Map.of()).timeToLive(SHORT_LIFE).send();
        bus.send(channel, LAST, Map.of());
        Waiting.pause(LONGER_THAN_THAT);
        bus.resumeChannel(channel);
        Texts.expect("the first type heard", LAST, next(scene, heard, LAST).type());
        Texts.expect("messages counted as expired", 1L, subscription.snapshot().expired());
        return "one that lives " + SHORT_LIFE.toMillis() + " ms was not heard after " + LONGER_THAN_THAT.toMillis()
                + " ms";
    }

    private static String request(Scene scene) {
        String channel = scene.channel();
        scene.hear(
                SubscriptionSpec.on(channel).ofType(TYPE),
                message -> message.reply(Map.of("answer", message.data().get("question"))));
        long start = System.nanoTime();
        Reply reply = scene.bus()
                .message(channel, TYPE)
                .data(Map.of("question", scene.place().correlation()))
                .request(scene.patience());
        String took = Texts.since(start);
        Texts.expect("the answer", Map.of("answer", scene.place().correlation()), reply.data());
        return "answered after " + took;
    }

    private static Message<Map<String, Object>> next(
            Scene scene, BlockingQueue<Message<Map<String, Object>>> heard, String type) throws InterruptedException {
        return Waiting.next(
                heard,
                scene.patience(),
                () -> "no message was heard within " + Texts.time(scene.patience()) + scene.obstacles(type)
                        + "; vagus:channel-list shows whether the bus delivers");
    }
}
