package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.HelpText;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Similar;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The commands about Vagus as a whole. */
final class OverviewCommands {
    private static final Listing<FailedRegistration> FAILURES = Listing.of(
            new Table<FailedRegistration>()
                    .text("KIND", FailedRegistration::kind)
                    .text("NAME", FailedRegistration::name)
                    .text("MODULE", FailedRegistration::module)
                    .number("BUNDLE", FailedRegistration::bundleId)
                    .wrapped("REASON", FailedRegistration::reason),
            "no failed registrations");

    private static final String PREFIX = Command.SCOPE + ":";

    private static final Table<Command> COMMANDS = new Table<Command>()
            .text("COMMAND", command -> PREFIX + command.name())
            .wrapped("WHAT IT DOES", Command::summary);

    private final Services services;
    private final Supplier<List<Command>> commands;

    OverviewCommands(Services services, Supplier<List<Command>> commands) {
        this.services = services;
        this.commands = commands;
    }

    List<Command> all() {
        return List.of(
                Command.named("help", "list the commands of Vagus, or explain one")
                        .optional("COMMAND", "the one to explain", this::names)
                        .json()
                        .example("vagus:help")
                        .example("vagus:help api-invoke")
                        .does(this::help),
                Command.named(
                                "registration-failures",
                                "list what was refused and why: registrations of modules, policies")
                        .json()
                        .example("registration-failures")
                        .does(this::failures));
    }

    private void help(Arguments arguments, Output output) {
        String name = arguments.find("COMMAND");
        if (name != null) {
            Command command = require(name);
            if (arguments.has(Command.JSON)) {
                output.json(facts(command));
            } else {
                output.lines(HelpText.of(command));
            }
            return;
        }
        if (arguments.has(Command.JSON)) {
            output.json(commands.get().stream().map(OverviewCommands::facts).toList());
            return;
        }
        output.table(COMMANDS, commands.get());
        output.line("");
        output.line("Any of them with --help says more.");
        output.line("Those of the platform: felix:help, in Karaf help.");
    }

    private static Map<String, Object> facts(Command command) {
        return Map.of("name", command.name(), "summary", command.summary(), "help", HelpText.of(command));
    }

    private Command require(String name) {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return commands.get().stream()
                .filter(command -> command.name().equals(bare))
                .findFirst()
                .orElseThrow(() -> new CommandException("no command " + bare + " in Vagus"
                        + Similar.hint(bare, names(), "; vagus:help lists what there is")));
    }

    private List<String> names() {
        return commands.get().stream().map(Command::name).toList();
    }

    private void failures(Arguments arguments, Output output) {
        List<FailedRegistration> failures = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        MessageBus bus = services.findBus();
        if (bus == null) {
            absent.add("dev.vagus.bus");
        } else {
            failures.addAll(bus.failedRegistrations());
        }
        ApiRegistry registry = services.findRegistry();
        if (registry == null) {
            absent.add("dev.vagus.registry");
        } else {
            failures.addAll(registry.failedRegistrations());
        }
        EventPublisher events = services.findEvents();
        if (events == null) {
            absent.add("dev.vagus.events");
        } else {
            failures.addAll(events.failedRegistrations());
        }
        CircuitBreakers breakers = services.findBreakers();
        if (breakers == null) {
            absent.add("dev.vagus.breaker");
        } else {
            failures.addAll(breakers.failedPolicies());
        }
        FAILURES.print(failures, arguments, output);
        if (!absent.isEmpty() && !arguments.has(Command.JSON)) {
            output.line("not asked, since not started: " + String.join(", ", absent));
        }
    }
}
