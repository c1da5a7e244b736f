package dev.vagus.shell.internal.commands;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The commands about Vagus as a whole. */
final class OverviewCommands {
    private static final Listing<FailedRegistration> FAILURES = Listing.of(
            new Table<FailedRegistration>()
                    .text("KIND", FailedRegistration::kind)
                    .text("NAME", FailedRegistration::name)
                    .text("MODULE", FailedRegistration::module)
                    .number("BUNDLE", FailedRegistration::bundleId)
                    .text("REASON", FailedRegistration::reason),
            "no failed registrations");

    private static final Table<Command> COMMANDS = new Table<Command>()
            .text("COMMAND", command -> Command.SCOPE + ":" + command.name())
            .text("WHAT IT DOES", Command::summary);

    private final Services services;
    private final Supplier<List<Command>> commands;

    OverviewCommands(Services services, Supplier<List<Command>> commands) {
        this.services = services;
        this.commands = commands;
    }

    List<Command> all() {
        return List.of(
                Command.named("help", "list the commands of Vagus")
                        .example("vagus:help")
                        .does((arguments, output) -> {
                            output.lines(COMMANDS.lines(commands.get(), output.width()));
                            output.line("");
                            output.line("Any of them with --help says more.");
                        }),
                Command.named("registration-failures", "list what modules wanted to register and why it was refused")
                        .json()
                        .example("registration-failures")
                        .does(this::failures));
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
        FAILURES.print(failures, arguments, output);
        if (!absent.isEmpty() && !arguments.has(Command.JSON)) {
            output.line("not asked, since not started: " + String.join(", ", absent));
        }
    }
}
