package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands by which people intervene at circuit breakers. */
final class BreakerControlCommands {
    private static final String ALL = "--all";
    private static final String FORCE = Command.FORCE;
    private static final String REASON = "--reason";

    private final Services services;
    private final Breakers breakers;

    BreakerControlCommands(Services services) {
        this.services = services;
        this.breakers = new Breakers(services);
    }

    List<Command> all() {
        return List.of(
                Command.named("breaker-reset", "close circuit breakers and forget what they counted")
                        .optional("NAME", Breakers.WHICH, this::namesAndModules)
                        .flag(ALL, "every breaker")
                        .destroys("also those that were opened by hand, and without asking for " + ALL)
                        .json()
                        .example("breaker-reset LabRunner.ExecuteStep")
                        .example("breaker-reset LabRunner --force")
                        .example("breaker-reset --all --force")
                        .does(this::reset),
                Command.named("breaker-open", "refuse every call until breaker-reset --force")
                        .argument("NAME", Breakers.WHICH, this::openable)
                        .option(REASON, "TEXT", "why, for those who are refused")
                        .json()
                        .example("breaker-open LabRunner.ExecuteStep --reason 'the lab is being rebuilt'")
                        .does(this::open));
    }

    private List<String> namesAndModules() {
        CircuitBreakers present = services.findBreakers();
        return present == null
                ? List.of()
                : present.list().stream()
                        .flatMap(each -> Stream.of(each.target(), each.module()))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private List<String> openable() {
        return Stream.concat(namesAndModules().stream(), new Operations(services).names().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void reset(Arguments arguments, Output output) throws InterruptedException {
        String name = arguments.find("NAME");
        if ((name == null) != arguments.has(ALL)) {
            throw new CommandException(
                    name == null
                            ? "say which: a NAME (" + Breakers.WHICH + ") or " + ALL
                            : "give a NAME or " + ALL + ", not both");
        }
        CircuitBreakers present = services.breakers();
        List<String> meant = name == null ? breakers.names() : breakers.choose(name);
        if (name == null && !meant.isEmpty()) {
            output.confirm(arguments, "what " + meant.size() + " breakers have counted would be forgotten");
        }
        List<String> done = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String target : meant) {
            (present.reset(target, arguments.has(FORCE)).contains(target) ? done : left).add(target);
        }
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("reset", done));
        } else {
            done.forEach(target -> output.line("reset " + target));
        }
        if (meant.isEmpty() && !arguments.has(Command.JSON)) {
            output.line("no breakers");
        }
        left.removeIf(target -> present.status(target).isEmpty());
        if (!left.isEmpty()) {
            throw new CommandException(String.join(", ", left) + (left.size() == 1 ? " was" : " were")
                    + " opened by hand; " + FORCE + " resets also what was");
        }
    }

    private void open(Arguments arguments, Output output) {
        String name = arguments.get("NAME");
        String reason = arguments.find(REASON, "no reason given");
        if (reason.isBlank()) {
            throw new CommandException(REASON + " must not be blank: those who are refused read it");
        }
        CircuitBreakers present = services.breakers();
        makeBreakers(name);
        List<String> said = new ArrayList<>();
        List<String> opened = new ArrayList<>();
        for (String target : breakers.choose(name)) {
            String before =
                    present.status(target).map(BreakerFacts::openedByHand).orElse("");
            if (!before.isEmpty()) {
                said.add(target + " was opened by hand before and keeps its reason: " + before);
            } else if (present.forceOpen(target, reason).contains(target)) {
                said.add("opened " + target);
                opened.add(target);
            }
        }
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("opened", opened));
            return;
        }
        output.lines(said);
        output.line("every call is refused until breaker-reset " + (name.indexOf('*') < 0 ? name : "'" + name + "'")
                + " " + FORCE);
    }

    /** Operations that were never called have no breakers; they get them when the chains around them are composed. */
    private void makeBreakers(String word) {
        ApiRegistry registry = services.findRegistry();
        if (registry == null) {
            return;
        }
        Wildcard pattern = new Wildcard(word);
        registry.operations().stream()
                .filter(each ->
                        pattern.matches(each.qualifiedName()) || each.module().equals(word))
                .forEach(each -> registry.chain(each.qualifiedName()));
    }
}
