package dev.vagus.shell.internal.commands;

import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.Handling;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.shell.internal.model.Choices;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A subscription as a person reads it, entry by entry. */
final class SubscriptionFacts {
    private SubscriptionFacts() {}

    static Map<String, Object> of(SubscriptionSnapshot subscription) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subscription", subscription.id());
        facts.put("name", orDash(subscription.name()));
        facts.put("channel", subscription.channel());
        facts.put("type", subscription.type());
        facts.put("filter", orDash(subscription.filter()));
        facts.put("module", subscription.module() + " (bundle " + subscription.bundleId() + ")");
        handling(subscription.handling(), facts);
        facts.put("state", Choices.label(subscription.state()) + " since " + Times.date(subscription.since()));
        facts.put("reason", orDash(subscription.reason()));
        handler(subscription.handler(), facts);
        facts.put("offered", messages(subscription.offered()));
        facts.put("delivered", messages(subscription.delivered()));
        facts.put("delivered per second", Times.rate(subscription.deliveredPerSecond()) + " messages");
        facts.put("expired", messages(subscription.expired()));
        facts.put("dropped", messages(subscription.dropped()));
        facts.put("cleared", messages(subscription.cleared()));
        facts.put("dead", messages(subscription.dead()));
        facts.put("queued", subscription.queued() + " of at most " + messages(subscription.capacity()));
        facts.put("oldest queued", orDash(Times.age(subscription.oldest())));
        facts.put("in flight", messages(subscription.inFlight()));
        facts.put("waiting for a retry", messages(subscription.redelivering()));
        return facts;
    }

    private static void handling(Handling handling, Map<String, Object> facts) {
        facts.put("delivery", Choices.label(handling.mode()) + (handling.ordered() ? ", in strict order" : ""));
        facts.put("at once", messages(handling.concurrency()));
        facts.put("group", orDash(handling.group()));
    }

    private static void handler(HandlerStatus handler, Map<String, Object> facts) {
        facts.put("handler", Choices.label(handler.state()) + " since " + Times.date(handler.since()));
        facts.put("handler's budget", handler.budget().isZero() ? "none" : Times.text(handler.budget()));
        facts.put("over its budget", handler.overruns() + " times");
        Instant probe = handler.nextProbe();
        facts.put("next probe", probe == null ? "-" : Times.date(probe));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
