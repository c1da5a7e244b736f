package dev.vagus.shell.internal.commands;

import dev.vagus.events.EventBuilder;
import dev.vagus.events.EventExplanation;
import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventExplanation.Verdict;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventTopics;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Candidates;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Values;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The command that says who would get an event. */
final class EventExplainCommand {
    private static final String CHANNEL = "--channel";
    private static final String BROADCAST = "--broadcast";
    private static final List<String> OF_NAMES = List.of("KEY=VALUE", "--data", CHANNEL, BROADCAST);

    private static final Set<Verdict> HEARD = EnumSet.of(Verdict.DELIVERED, Verdict.DEPENDS, Verdict.FULL);

    private static final Listing<Recipient> LISTING = Listing.of(
            new Table<Recipient>()
                    .fixed("HANDLER", Recipient::handler)
                    .text("KIND", Recipient::kind)
                    .text("MODULE", Recipient::module)
                    .fixed("EVENT IS", recipient -> Choices.label(recipient.verdict()))
                    .wrapped("REASON", Recipient::reason),
            "there are no event handlers");

    private final Services services;
    private final EventNames names;

    EventExplainCommand(Services services) {
        this.services = services;
        this.names = new EventNames(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(Command.named(
                        "event-explain", "say which handlers would get an event and which not, without raising it")
                .argument("NAME", "name of the event, or any topic of an OSGi event", names::events)
                .many(
                        "KEY=VALUE",
                        "what it would say, by which filters are judged; without it they are left open",
                        Candidates.NONE)
                .option("--data", "JSON", "what it would say, as a JSON object")
                .option(
                        CHANNEL,
                        "CHANNEL",
                        "its channel; without it " + EventTopics.DEFAULT_CHANNEL,
                        known::eventChannels)
                .flag(BROADCAST, "as if it went to all channels")
                .json()
                .example("event-explain LabStepStarted StepName=DeployVM")
                .example("event-explain org/osgi/framework/BundleEvent/STARTED")
                .does(this::explain));
    }

    private void explain(Arguments arguments, Output output) {
        EventPublisher events = services.events();
        String name = arguments.get("NAME");
        EventExplanation explanation =
                name.indexOf('/') >= 0 ? ofTopic(events, name, arguments) : ofName(events, name, arguments);
        if (arguments.has(Command.JSON)) {
            output.json(explanation);
            return;
        }
        output.line("topic " + explanation.topic() + ": " + summary(explanation.recipients()) + "; the history would "
                + (explanation.kept() ? "keep it" : "not keep it"));
        LISTING.print(explanation.recipients(), arguments, output);
        boolean isHeard = explanation.recipients().stream().anyMatch(each -> HEARD.contains(each.verdict()));
        List<String> known = names.events();
        String meant = isHeard || known.contains(name) ? "" : Similar.hint(name, known, "");
        if (!meant.isEmpty()) {
            output.line("nobody hears " + name + meant);
        }
    }

    private static EventExplanation ofTopic(EventPublisher events, String topic, Arguments arguments) {
        if (OF_NAMES.stream().anyMatch(word -> !arguments.all(word).isEmpty()) || arguments.has(BROADCAST)) {
            throw new CommandException("'" + topic + "' is a topic, which is explained without data, " + CHANNEL
                    + " and " + BROADCAST + "; for those give the name of a Vagus event, such as LabStepStarted");
        }
        return events.explain(topic);
    }

    private static EventExplanation ofName(EventPublisher events, String name, Arguments arguments) {
        String channel = arguments.find(CHANNEL, EventTopics.DEFAULT_CHANNEL);
        boolean hasData = !arguments.all("KEY=VALUE").isEmpty() || arguments.has("--data");
        if (!hasData && !arguments.has(BROADCAST)) {
            return events.explain(EventTopics.topic(
                    EventTopics.requireToken("channel", channel), EventTopics.requireToken("event name", name)));
        }
        EventBuilder event = events.event(name).channel(channel).data(Values.payload(arguments));
        return (arguments.has(BROADCAST) ? event.broadcast() : event).explain();
    }

    private static String summary(List<Recipient> recipients) {
        long depends = count(recipients, Verdict.DEPENDS);
        return "handlers that would get it: " + count(recipients, Verdict.DELIVERED) + " of " + recipients.size()
                + (depends == 0 ? "" : ", and " + depends + " by what its data says");
    }

    private static long count(List<Recipient> recipients, Verdict verdict) {
        return recipients.stream()
                .filter(recipient -> recipient.verdict() == verdict)
                .count();
    }
}
