package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.module.VagusException;
import dev.vagus.shell.internal.model.Similar;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** The names that events, channels and modules have now, for completion and for help with typing errors. */
record EventNames(Services services) {
    private static final int LATEST = 1_000;

    /** The names of events: those that came lately, and those that handlers hear by name. */
    List<String> events() {
        Collection<String> names = new TreeSet<>(ofLatest(ModuleEvent::name));
        handlers().stream()
                .flatMap(handler -> handler.topics().stream())
                .filter(name -> name.indexOf('*') < 0 && name.indexOf('/') < 0)
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** The ids of the events that came lately. */
    List<String> ids() {
        return ofLatest(ModuleEvent::id);
    }

    /** The channels of the events that came lately. */
    List<String> channels() {
        return ofLatest(ModuleEvent::channel);
    }

    /** What joins the events that came lately to other work. */
    List<String> correlations() {
        return ofLatest(ModuleEvent::correlationId);
    }

    /** The modules with handlers of Vagus events. */
    List<String> hearingModules() {
        return handlers().stream()
                .filter(handler -> handler.kind().equals("ModuleEventHandler"))
                .map(HandlerSnapshot::module)
                .distinct()
                .sorted()
                .toList();
    }

    /** What may be wrong with a query that nothing matches; empty when there is no guess. */
    String hint(EventQuery query) {
        String name = hint("", query.name(), events());
        if (!name.isEmpty()) {
            return name;
        }
        String channel = hint("--channel ", query.channel(), ofLatest(ModuleEvent::channel));
        return channel.isEmpty() ? hint("--source ", query.source(), ofLatest(ModuleEvent::source)) : channel;
    }

    private static String hint(String option, String word, Collection<String> known) {
        if (word.indexOf('*') >= 0 || known.contains(word)) {
            return "";
        }
        return Similar.hint(
                Similar.to(word, known).stream().map(each -> option + each).toList(), "");
    }

    private List<HandlerSnapshot> handlers() {
        EventPublisher events = services.findEvents();
        return events == null ? List.of() : events.handlers();
    }

    /** None while the history cannot be read: a guess must not take the place of an answer. */
    private List<String> ofLatest(Function<ModuleEvent, String> what) {
        EventHistory history = services.findHistory();
        if (history == null) {
            return List.of();
        }
        try {
            return history.query(EventQuery.ALL.limit(LATEST)).events().stream()
                    .map(what)
                    .distinct()
                    .toList();
        } catch (VagusException e) {
            return List.of();
        }
    }
}
