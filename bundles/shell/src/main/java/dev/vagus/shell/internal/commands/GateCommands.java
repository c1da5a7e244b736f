package dev.vagus.shell.internal.commands;

import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Listing;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import dev.vagus.spi.GateKeeper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The commands about gates that registry, bus and events must have: the way out where one cannot come back. */
final class GateCommands {
    private static final String GATE = "GATE";

    private static final Listing<Needed> LISTING = Listing.of(
            new Table<Needed>()
                    .text("GATE", Needed::gate)
                    .text("IS THERE", needed -> needed.present() ? "yes" : "no")
                    .wrapped("NEEDED BY", needed -> String.join(", ", needed.by())),
            "there is no gate, and nothing needs one");

    private final Services services;

    GateCommands(Services services) {
        this.services = services;
    }

    /** A gate that is there or needed. */
    record Needed(String gate, boolean present, List<String> by) {}

    List<Command> all() {
        return List.of(
                Command.named("gate-list", "list the gates that are there, and those that something needs")
                        .json()
                        .example("gate-list")
                        .does((arguments, output) -> LISTING.print(needed(), arguments, output)),
                Command.named("gate-release", "let registry, bus and events go on without a gate that cannot come back")
                        .argument(
                                GATE,
                                "its name; one that is there is switched off where it is, as by security-disable",
                                () -> needed().stream().map(Needed::gate).toList())
                        .destroys()
                        .json()
                        .example("gate-release security --force")
                        .does(this::release));
    }

    private List<Needed> needed() {
        Map<String, GateKeeper> keepers = services.keepers();
        Set<String> present = services.gates();
        Set<String> names = new TreeSet<>(present);
        keepers.values().forEach(keeper -> names.addAll(keeper.required()));
        return names.stream()
                .map(name -> new Needed(
                        name,
                        present.contains(name),
                        keepers.entrySet().stream()
                                .filter(each -> each.getValue().required().contains(name))
                                .map(Map.Entry::getKey)
                                .toList()))
                .toList();
    }

    private void release(Arguments arguments, Output output) throws InterruptedException {
        String gate = arguments.get(GATE);
        if (services.gates().contains(gate)) {
            throw new CommandException(
                    "the gate " + gate + " is there: switch it off where it is, as by security-disable");
        }
        Map<String, GateKeeper> needing = new TreeMap<>(services.keepers());
        needing.values().removeIf(keeper -> !keeper.required().contains(gate));
        if (needing.isEmpty()) {
            throw new CommandException("nothing needs a gate " + gate + "; gate-list shows what does");
        }
        output.confirm(
                arguments,
                String.join(", ", needing.keySet()) + " would go on without asking " + gate
                        + ", whoever calls, sends or hears");
        needing.values().forEach(keeper -> keeper.release(gate));
        List<String> released = List.copyOf(needing.keySet());
        Done.say(
                "released",
                released,
                String.join(", ", released) + (released.size() == 1 ? " needs" : " need") + " the gate " + gate
                        + " no more",
                arguments,
                output);
    }
}
