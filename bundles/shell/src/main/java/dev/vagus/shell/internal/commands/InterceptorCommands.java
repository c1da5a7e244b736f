package dev.vagus.shell.internal.commands;

import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.List;
import java.util.stream.Collectors;

/** The command about the code around messages. */
final class InterceptorCommands {
    private static final Listing<InterceptorSnapshot> LISTING = Listing.of(
            new Table<InterceptorSnapshot>()
                    .text("INTERCEPTOR", InterceptorSnapshot::name)
                    .number("ORDER", InterceptorSnapshot::order)
                    .text("CHANNELS", InterceptorCommands::channels)
                    .text("MODULE", InterceptorSnapshot::module)
                    .text("AROUND", InterceptorCommands::around)
                    .number("SENDS", InterceptorSnapshot::sends)
                    .number("DELIVERIES", InterceptorSnapshot::deliveries)
                    .number("REFUSALS", InterceptorSnapshot::refusals),
            "no interceptors");

    private final Services services;

    InterceptorCommands(Services services) {
        this.services = services;
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(Command.named("interceptor-list", "list the interceptors of messages, outermost first")
                .option("--channel", "CHANNEL", "only those around this channel", known::channels)
                .json()
                .example("interceptor-list --channel Configuration")
                .does(this::list));
    }

    private void list(Arguments arguments, Output output) {
        String channel = arguments.find("--channel");
        MessageBus bus = services.bus();
        LISTING.print(channel == null ? bus.interceptors() : bus.interceptors(channel), arguments, output);
    }

    private static String channels(InterceptorSnapshot interceptor) {
        return interceptor.channels().isEmpty() ? "*" : String.join(", ", interceptor.channels());
    }

    private static String around(InterceptorSnapshot interceptor) {
        return interceptor.aroundSend() ? interceptor.aroundDelivery() ? "sending, delivery" : "sending" : "delivery";
    }

    /** Who they are and what they go around, on one line. */
    static String names(List<InterceptorSnapshot> interceptors) {
        return interceptors.stream()
                .map(each -> each.name() + " of module " + each.module() + " (" + around(each) + ")")
                .collect(Collectors.joining(", "));
    }
}
