package dev.vagus.events.internal.engine;

import dev.vagus.delivery.Wildcard;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventExplanation.Verdict;
import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/** Says who would get an event, asking the same interests as the routes do, and raises nothing. */
public final class Explainer {
    private final Collection<HandlerEntry> entries;
    private final ModuleEvents mapping;
    private final Recorder recorder;
    private final EventGate door;

    Explainer(Collection<HandlerEntry> entries, ModuleEvents mapping, Recorder recorder, EventGate door) {
        this.entries = entries;
        this.mapping = mapping;
        this.recorder = recorder;
        this.door = door;
    }

    /**
     * About an event of this topic whose data is not known.
     *
     * @throws IllegalArgumentException when it is no topic
     */
    public EventExplanation explain(String topic) {
        Event event = new Event(topic, Map.of());
        return new EventExplanation(
                topic,
                recorder.wouldKeep(topic),
                ordered(entry -> about(entry, topic, null, entry.interest().matches(topic) ? event : null, false)));
    }

    /** About this event. */
    public EventExplanation explain(Publication publication) {
        ModuleEvent event = publication.event();
        String topic = EventTopics.topic(event.channel(), event.name());
        return new EventExplanation(topic, recorder.wouldKeep(publication), ordered(entry -> {
            String heard = heardTopic(entry.interest(), event, topic);
            return about(entry, topic, event, heard == null ? null : mapping.osgiEventOf(event, heard), true);
        }));
    }

    private static @Nullable String heardTopic(Interest interest, ModuleEvent event, String topic) {
        if (event.is(Mark.BROADCAST)) {
            return interest.broadcastTopic(topic, event.name());
        }
        return interest.matches(topic) ? topic : null;
    }

    private interface Judging {
        Recipient judge(HandlerEntry entry);
    }

    private List<Recipient> ordered(Judging judging) {
        return entries.stream()
                .sorted(Comparator.<HandlerEntry, Order>comparing(
                                entry -> entry.interest().order())
                        .thenComparingLong(HandlerEntry::sequence))
                .map(judging::judge)
                .toList();
    }

    private Recipient about(
            HandlerEntry entry, String topic, @Nullable ModuleEvent event, @Nullable Event heard, boolean dataIsKnown) {
        Interest interest = entry.interest();
        if (heard == null) {
            boolean broadcast = event != null && event.is(Mark.BROADCAST);
            return say(
                    entry,
                    Verdict.NOT_OFFERED,
                    mismatch(interest, entry.identity().kind(), topic, broadcast));
        }
        String filter = interest.declared().filter();
        if (!dataIsKnown && !filter.isEmpty()) {
            return say(entry, Verdict.DEPENDS, "its filter " + filter + " decides");
        }
        String objection = door.objection(entry.identity(), topic);
        if (!objection.isEmpty()) {
            return say(entry, Verdict.NOT_OFFERED, objection);
        }
        if (!entry.wants(new Occurrence(heard, event))) {
            String reason = filter.isEmpty()
                    ? "its bundle may not hear this topic"
                    : "its filter " + filter + " does not match, or its bundle may not hear this topic";
            return say(entry, Verdict.NOT_OFFERED, reason);
        }
        if (entry.isFull()) {
            return say(entry, Verdict.FULL, "its mailbox is full");
        }
        return say(entry, Verdict.DELIVERED, "");
    }

    private static String mismatch(Interest interest, HandlerKind kind, String topic, boolean broadcast) {
        List<String> asked = interest.declared().topics();
        if (kind == HandlerKind.OSGI) {
            return "its topics " + asked + " do not match";
        }
        if (!ModuleEvents.isModuleTopic(topic)) {
            return "it hears Vagus events only, and this is not the topic of one";
        }
        String name = ModuleEvents.nameOf(topic);
        if (asked.stream().noneMatch(pattern -> Wildcard.compile(pattern).matches(name))) {
            return "its names " + asked + " do not match";
        }
        return broadcast
                ? "it is being changed"
                : "its channel " + interest.declared().channel() + " does not match";
    }

    private static Recipient say(HandlerEntry entry, Verdict verdict, String reason) {
        HandlerIdentity identity = entry.identity();
        return new Recipient(identity.id(), identity.kind().label(), identity.module(), verdict, reason);
    }
}
