package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventTopics;
import dev.vagus.events.ModuleEvent;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as the commands print them: never with the secrets in their data. */
final class EventText {
    private static final int LONGEST = 200;

    private EventText() {}

    /** On one line, everything of it. */
    static String line(ModuleEvent event) {
        return Times.time(event.timestamp()) + "  " + event.id() + "  " + event.name() + "  from "
                + source(event)
                + (event.channel().isEmpty() || event.channel().equals(EventTopics.DEFAULT_CHANNEL)
                        ? ""
                        : " on " + event.channel())
                + (event.marks().isEmpty() ? "" : " (" + marks(event) + ")") + "  "
                + Json.compact(Secrets.hide(event.data()));
    }

    /** Who published it. */
    static String source(ModuleEvent event) {
        return event.source().isEmpty() ? "-" : event.source();
    }

    /** The channel; OSGi events that are no Vagus events have none. */
    static String channel(ModuleEvent event) {
        return event.channel().isEmpty() ? "-" : event.channel();
    }

    /** What is special about it; empty for nothing. */
    static String marks(ModuleEvent event) {
        return event.marks().stream().sorted().map(Choices::label).collect(Collectors.joining(", "));
    }

    /** Its data for a table: the beginning, where it is long. */
    static String data(ModuleEvent event) {
        String text = Json.compact(Secrets.hide(event.data()));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** As JSON has it. */
    static Map<String, @Nullable Object> structure(ModuleEvent event) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", event.id());
        facts.put("name", event.name());
        facts.put("channel", event.channel());
        facts.put("source", event.source());
        facts.put("timestamp", event.timestamp());
        facts.put("correlationId", event.correlationId());
        facts.put("data", Secrets.hide(event.data()));
        facts.put("marks", event.marks());
        return facts;
    }
}
