package dev.vagus.events.internal.tracking;

import dev.vagus.delivery.Wildcard;
import dev.vagus.events.EventSubscriber;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.EventTopics;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.ModuleEvents;
import dev.vagus.events.internal.engine.Order;
import dev.vagus.events.internal.engine.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;

/**
 * Reads what a {@code ModuleEventHandler} wants, from its service properties or from a subscription in code. Names and
 * channels become topics where they can: the index keeps an exact name on an exact channel under its topic, any name on an
 * exact channel under that channel, and everything else under all Vagus events, where the wildcards decide.
 */
final class ModuleInterests implements InterestReader {
    @Override
    public Interest read(ServiceReference<?> reference, Predicate<Event> access) {
        List<String> names =
                HandlerProperties.strings(EventSubscriber.PROPERTY, reference.getProperty(EventSubscriber.PROPERTY));
        String asked = String.join(",", names);
        if (names.isEmpty()) {
            throw new InvalidHandlerException(
                    asked,
                    "it has no property " + EventSubscriber.PROPERTY
                            + "; annotate it with @EventSubscriber, or set the names to hear");
        }
        String channel = HandlerProperties.text(asked, EventSubscriber.CHANNEL_PROPERTY, reference, "*");
        String filter = HandlerProperties.text(asked, EventSubscriber.FILTER_PROPERTY, reference, "");
        int priority = HandlerProperties.integer(asked, EventSubscriber.PRIORITY_PROPERTY, reference, 0);
        return compile(
                names,
                channel,
                filter,
                access,
                new Order(priority, HandlerProperties.ranking(reference)),
                ReplayProperties.read(asked, reference));
    }

    /**
     * What a subscription in code wants.
     *
     * @throws InvalidHandlerException when a pattern or the filter is not valid
     */
    static Interest of(EventSubscription subscription, Predicate<Event> access) {
        return compile(
                List.of(subscription.name()),
                subscription.channel(),
                subscription.filter(),
                access,
                new Order(subscription.priority(), 0),
                subscription.replay());
    }

    private static Interest compile(
            List<String> names, String channel, String filter, Predicate<Event> access, Order order, Replay replay) {
        String asked = String.join(",", names);
        requirePattern(asked, "channel", channel);
        List<TopicPattern> patterns = new ArrayList<>();
        List<Wildcard> wildcards = new ArrayList<>();
        for (String name : names) {
            requirePattern(asked, "event name", name);
            patterns.add(pattern(channel, name));
            wildcards.add(Wildcard.compile(name));
        }
        Wildcard channels = Wildcard.compile(channel);
        Predicate<String> refinement = topic -> ModuleEvents.isModuleTopic(topic)
                && channels.matches(ModuleEvents.channelOf(topic))
                && anyMatches(wildcards, ModuleEvents.nameOf(topic));
        Predicate<Event> accepted =
                filter.isEmpty() ? access : HandlerProperties.filter(access, "the filter", asked, filter);
        return new Interest(
                patterns,
                refinement,
                name -> anyMatches(wildcards, name),
                accepted,
                order,
                replay,
                new Interest.Declaration(names, channel, filter));
    }

    private static TopicPattern pattern(String channel, String name) {
        if (isWild(channel)) {
            return TopicPattern.parse(EventTopics.PREFIX + '*');
        }
        return TopicPattern.parse(EventTopics.topic(channel, isWild(name) ? "*" : name));
    }

    private static boolean anyMatches(List<Wildcard> wildcards, String name) {
        for (Wildcard wildcard : wildcards) {
            if (wildcard.matches(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWild(String pattern) {
        return pattern.indexOf('*') >= 0;
    }

    private static void requirePattern(String asked, String what, String pattern) {
        String rest = pattern.replace("*", "");
        if (rest.isEmpty() && !pattern.isEmpty()) {
            return;
        }
        try {
            EventTopics.requireToken(what, rest);
        } catch (IllegalArgumentException e) {
            throw new InvalidHandlerException(
                    asked, what + " '" + pattern + "' is not valid: use letters, digits, '_', '-' and '*' only");
        }
    }
}
