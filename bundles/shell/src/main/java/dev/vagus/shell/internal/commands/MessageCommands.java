package dev.vagus.shell.internal.commands;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBuilder;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Reply;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Candidates;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Json;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands about messages. */
final class MessageCommands {
    private final Services services;
    private final Channels channels;

    MessageCommands(Services services) {
        this.services = services;
        this.channels = new Channels(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named("message-send", "send a message to a channel")
                        .argument("CHANNEL", "name of the channel; it is made when there is none", channels::names)
                        .argument("TYPE", "type of the message", known::messageTypes)
                        .many(
                                "KEY=VALUE",
                                "what the message says; a value that is JSON is taken as such, else as text",
                                Candidates.NONE)
                        .option("--data", "JSON", "what the message says, as a JSON object")
                        .option("--priority", Choices.of(Priority.class), "what overtakes what; normal when not given")
                        .option("--ttl", "TIME", "how long it may wait, such as 30 (seconds), 500ms or 5m")
                        .repeatable("--header", "NAME=VALUE", "adds a header")
                        .option("--token", "TOKEN", "on whose behalf: " + TokenWords.HOW)
                        .option(
                                "--correlation",
                                "ID",
                                "what joins it to other messages, calls and events",
                                known::correlations)
                        .option("--request", "TIME", "wait so long for an answer and print it")
                        .json()
                        .example("message-send Orders OrderPlaced Id=7 Customer=Ann --priority high --ttl 5m")
                        .example("message-send Orders OrderPlaced --data '{\"Items\":[{\"Sku\":\"A1\"}]}'")
                        .does(this::send),
                Tail.options(Command.named("message-tail", "watch the messages of a channel as they come")
                                .argument("CHANNEL", "name of the channel", channels::names))
                        .option(
                                "--type",
                                "PATTERN",
                                "only types like this; * stands for any characters",
                                known::messageTypes)
                        .option("--filter", "LDAP", "only what this filter on payload and headers lets through")
                        .example("message-tail Configuration --type 'Config*' --count 1")
                        .example("message-tail Configuration --filter '(module=LabRunner)' --for 10s --json")
                        .does(this::tail));
    }

    private void send(Arguments arguments, Output output) {
        MessageBus bus = services.bus();
        String channel = arguments.get("CHANNEL");
        boolean isNew = bus.channel(channel).isEmpty();
        MessageBuilder message = bus.message(channel, arguments.get("TYPE")).data(Values.payload(arguments));
        Priority priority = arguments.choice("--priority", Priority.class);
        if (priority != null) {
            message.priority(priority);
        }
        Duration timeToLive = arguments.duration("--ttl");
        if (timeToLive != null) {
            message.timeToLive(timeToLive);
        }
        for (String header : arguments.all("--header")) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw new CommandException("--header must be NAME=VALUE, but is '" + header + "'");
            }
            message.header(header.substring(0, equals), header.substring(equals + 1));
        }
        String token = arguments.find("--token");
        if (token != null) {
            message.header("authorization", "Bearer " + TokenWords.read(token));
        }
        String correlation = arguments.find("--correlation");
        if (correlation != null) {
            message.correlationId(correlation);
        }
        Duration wait = arguments.duration("--request");
        if (wait != null) {
            request(message, wait, arguments, output);
            return;
        }
        String id = message.send().toString();
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("id", id));
        } else {
            output.line("sent " + id + " to " + (isNew ? "the new channel " : "") + channel);
        }
    }

    private static void request(MessageBuilder message, Duration wait, Arguments arguments, Output output) {
        if (!arguments.has(Command.JSON)) {
            output.progress("waiting for an answer");
        }
        Reply reply = message.request(wait);
        if (arguments.has(Command.JSON)) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("id", reply.requestId().toString());
            facts.put("source", reply.source());
            facts.put("data", reply.data());
            output.json(facts);
        } else {
            output.line(reply.source() + " answered " + reply.requestId() + ": " + Json.compact(reply.data()));
        }
    }

    private void tail(Arguments arguments, Output output) throws InterruptedException {
        String channel = channels.require(arguments.get("CHANNEL")).name();
        Tail<Message<Object>> tail = new Tail<>(arguments, output);
        SubscriptionSpec<Object> spec = SubscriptionSpec.on(channel, Object.class)
                .ofType(arguments.find("--type", "*"))
                .matching(arguments.find("--filter", ""));
        try (Subscription subscription = services.bus().subscribe(spec, tail::accept)) {
            tail.follow(subscription, "messages of " + channel, MessageCommands::line, MessageCommands::structure);
        }
    }

    private static String line(Message<Object> message) {
        return Times.time(message.timestamp()) + "  " + message.id() + "  " + message.type() + "  from "
                + message.source()
                + (message.priority() == Priority.NORMAL ? "" : " " + Choices.label(message.priority()))
                + "  " + Json.compact(message.data());
    }

    /** Without a token, which is nobody's to see. */
    private static Map<String, String> shown(Map<String, String> headers) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.keySet().removeIf("authorization"::equalsIgnoreCase);
        return others;
    }

    /** The message as JSON has it. */
    static Map<String, @Nullable Object> structure(Message<Object> message) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", message.id().toString());
        facts.put("channel", message.channel());
        facts.put("type", message.type());
        facts.put("source", message.source());
        facts.put("priority", message.priority());
        facts.put("timestamp", message.timestamp());
        facts.put("expiry", message.expiry());
        facts.put("headers", shown(message.headers()));
        facts.put("correlationId", message.correlationId());
        facts.put("data", message.data());
        return facts;
    }
}
