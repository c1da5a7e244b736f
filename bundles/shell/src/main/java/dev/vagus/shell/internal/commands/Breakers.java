package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.shell.internal.model.CommandException;
import dev.vagus.shell.internal.model.Similar;
import java.util.ArrayList;
import java.util.List;

/** Finds breakers by the names that people type. */
record Breakers(Services services) {
    /** What {@link #choose} takes, for help. */
    static final String WHICH = "an operation or guard, a module, or a pattern with * for any characters";

    BreakerSnapshot require(String name) {
        return services.breakers().status(name).orElseThrow(() -> notOne(name));
    }

    /** Why that is not the name of one breaker. */
    private CommandException notOne(String name) {
        boolean module = services.breakers().list().stream()
                .anyMatch(each -> each.module().equals(name));
        return module || name.indexOf('*') >= 0
                ? new CommandException(name + " may be several breakers, and one is shown; breaker-list '"
                        + (module ? name + ".*" : name) + "' lists them")
                : unknown(name);
    }

    /** The targets that are meant; at least one. */
    List<String> choose(String word) {
        CircuitBreakers breakers = services.breakers();
        if (breakers.status(word).isPresent()) {
            return List.of(word);
        }
        Wildcard pattern = new Wildcard(word);
        List<String> meant = breakers.list().stream()
                .filter(each -> word.indexOf('*') < 0 ? each.module().equals(word) : pattern.matches(each.target()))
                .map(BreakerSnapshot::target)
                .distinct()
                .toList();
        if (meant.isEmpty()) {
            throw unknown(word);
        }
        return meant;
    }

    List<String> names() {
        CircuitBreakers breakers = services.findBreakers();
        return breakers == null
                ? List.of()
                : breakers.list().stream()
                        .map(BreakerSnapshot::target)
                        .distinct()
                        .toList();
    }

    /** Why there is no breaker of that name, and what would be right. */
    CommandException unknown(String name) {
        if (name.isBlank()) {
            return new CommandException("the name of a breaker must not be blank; breaker-list shows what there is");
        }
        List<String> operations = new Operations(services).names();
        if (operations.contains(name)) {
            return new CommandException(name
                    + " has no breaker yet: it gets one when it is first called; policy-show says by which settings");
        }
        List<String> unprefixed =
                names().stream().filter(each -> each.endsWith(":" + name)).toList();
        List<String> known = new ArrayList<>(names());
        known.addAll(operations);
        CircuitBreakers breakers = services.findBreakers();
        if (breakers != null) {
            breakers.list().forEach(each -> known.add(each.module()));
        }
        return new CommandException("no breaker " + name
                + Similar.hint(
                        unprefixed.isEmpty() ? Similar.to(name, known) : unprefixed,
                        "; breaker-list shows what there is"));
    }
}
