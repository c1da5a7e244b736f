package dev.vagus.shell.internal.commands;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.Explanation.Recipient;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.module.Setting;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Candidates;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.shell.internal.model.Values;
import java.util.List;

/** The command that says who would get a message. */
final class ExplainCommand {
    private static final Listing<Recipient> LISTING = Listing.of(
            new Table<Recipient>()
                    .text("SUBSCRIPTION", Recipient::subscription)
                    .text("NAME", Recipient::name)
                    .text("MODULE", Recipient::module)
                    .text("MESSAGE IS", recipient -> Choices.label(recipient.verdict()))
                    .wrapped("REASON", Recipient::reason),
            "nobody subscribes to this channel");

    private final Services services;
    private final Channels channels;

    ExplainCommand(Services services) {
        this.services = services;
        this.channels = new Channels(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(Command.named("message-explain", "say who would get a message and who not, without sending it")
                .argument("CHANNEL", "name of the channel", channels::names)
                .argument("TYPE", "type of the message", known::messageTypes)
                .many(
                        "KEY=VALUE",
                        "what the message says; a value that is JSON is taken as such, else as text",
                        Candidates.NONE)
                .option("--data", "JSON", "what the message says, as a JSON object")
                .repeatable("--header", "NAME=VALUE", "adds a header")
                .json()
                .example("message-explain Configuration ConfigChanged module=LabRunner")
                .does(this::explain));
    }

    private void explain(Arguments arguments, Output output) {
        String channel = channels.require(arguments.get("CHANNEL")).name();
        MessageBuilder message =
                services.bus().message(channel, arguments.get("TYPE")).data(Values.payload(arguments));
        for (String header : arguments.all("--header")) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw new CommandException("--header must be NAME=VALUE, but is '" + header + "'");
            }
            message.header(header.substring(0, equals), header.substring(equals + 1));
        }
        Explanation explanation = message.explain();
        if (arguments.has(Command.JSON)) {
            output.json(explanation);
            return;
        }
        if (!explanation.obstacle().isEmpty()) {
            output.line("it would be refused: " + explanation.obstacle());
        }
        if (!explanation.interceptors().isEmpty()) {
            output.line("it goes through, outermost first: " + InterceptorCommands.names(explanation.interceptors()));
        }
        LISTING.print(explanation.recipients(), arguments, output);
        explanation.recipients().forEach(each -> terms(each, output));
    }

    /** Only what policies say: the rest is in {@code subscription-show} and the configuration of the bus. */
    private static void terms(Recipient recipient, Output output) {
        List<String> said = recipient.settings().stream()
                .filter(setting -> setting.source().startsWith("dev.vagus.policy"))
                .map(Setting::toString)
                .toList();
        if (!said.isEmpty()) {
            output.line(recipient.subscription() + " by policy: " + String.join(", ", said));
        }
        if (!recipient.guard().isEmpty()) {
            output.line(recipient.subscription() + " is guarded: " + recipient.guard());
        }
    }
}
