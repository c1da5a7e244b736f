package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.module.Setting;
import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Choices;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The commands that show circuit breakers. */
final class BreakerCommands {
    private static final String MODULE = "--module";
    private static final String HOW = "--history";
    private static final String STATE = "--state";

    private static final Table<BreakerSnapshot> TABLE = new Table<BreakerSnapshot>()
            .text("BREAKER", BreakerSnapshot::target)
            .state("STATE", breaker -> Choices.label(breaker.state()))
            .text("FAILURE RATE", breaker -> BreakerFacts.rate(breaker.failureRate()))
            .text("OF CALLS", breaker -> breaker.windowCalls() == 0 ? "-" : breaker.windowCalls())
            .number("IN A ROW", BreakerSnapshot::consecutiveFailures)
            .text("NEXT PROBE", breaker -> BreakerFacts.nextProbe(breaker, Instant.now()));

    private static final Table<BreakerTransition> HISTORY = new Table<BreakerTransition>()
            .text("AT", transition -> Times.date(transition.time()))
            .text("FROM", transition -> Choices.label(transition.from()))
            .text("TO", transition -> Choices.label(transition.to()))
            .wrapped("WHY", BreakerTransition::reason);

    private final Services services;
    private final Breakers breakers;

    BreakerCommands(Services services) {
        this.services = services;
        this.breakers = new Breakers(services);
    }

    List<Command> all() {
        Names known = new Names(services);
        return List.of(
                Command.named(
                                "breaker-list",
                                "list circuit breakers: state, failure rate and calls of the window, failures in a row")
                        .optional("PATTERN", "only names like this; * stands for any characters", breakers::names)
                        .option(MODULE, "NAME", "only those of this module", known::modules)
                        .option(STATE, Choices.of(BreakerState.class), "only those in this state")
                        .flag(HOW, "the transitions of each too")
                        .json()
                        .example("breaker-list 'LabRunner.*'")
                        .example("breaker-list --state open")
                        .does(this::list),
                Command.named(
                                "breaker-show",
                                "show a circuit breaker: figures, settings and their sources, transitions")
                        .argument(
                                "NAME",
                                "what it guards, such as LabRunner.ExecuteStep or guard:LabRunner.warehouse",
                                breakers::names)
                        .json()
                        .example("breaker-show LabRunner.ExecuteStep")
                        .does(this::show));
    }

    private void list(Arguments arguments, Output output) {
        Wildcard pattern = new Wildcard(arguments.find("PATTERN", "*"));
        String module = arguments.text(MODULE);
        BreakerState state = arguments.choice(STATE, BreakerState.class);
        List<BreakerSnapshot> all = services.breakers().list();
        List<BreakerSnapshot> meant = all.stream()
                .filter(breaker -> pattern.matches(breaker.target()))
                .filter(breaker -> module == null || breaker.module().equals(module))
                .filter(breaker -> state == null || breaker.state() == state)
                .toList();
        String none = all.isEmpty()
                ? "no breakers yet: an operation gets one when it is first called, a guard when it is first used"
                : "none of the " + all.size() + " breakers is like that";
        Listing.of(TABLE, none).print(meant, arguments, output);
        if (arguments.has(HOW) && !arguments.has(Command.JSON)) {
            meant.stream().filter(each -> !each.history().isEmpty()).forEach(each -> {
                output.line("");
                output.line(each.target() + ":");
                output.table(HISTORY, each.history());
            });
        }
    }

    private void show(Arguments arguments, Output output) {
        BreakerSnapshot breaker = breakers.require(arguments.get("NAME"));
        List<Setting> settings = services.breakers().policy(breaker.target()).stream()
                .filter(setting -> setting.key().startsWith("breaker."))
                .toList();
        if (arguments.has(Command.JSON)) {
            output.json(Map.of("breaker", breaker, "settings", settings));
            return;
        }
        output.structure(BreakerFacts.of(breaker, settings, Instant.now()));
        output.line("");
        SettingTable.print(settings, output);
        if (!breaker.history().isEmpty()) {
            output.line("");
            output.table(HISTORY, breaker.history());
        }
    }
}
