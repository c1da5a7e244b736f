package dev.vagus.registry.internal.engine;

import dev.vagus.delivery.text.EditDistance;
import dev.vagus.delivery.text.Similarity;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposes operations for a name that nobody offers, in one walk over all names. The best of these kinds that there are:
 * names like the wanted one as a whole; those whose module and whose own name are both near; those of a near own name in
 * any module, which finds names that were written without their module; any of the module that was meant.
 */
final class Suggestions {
    private static final int KINDS = 4;

    private final String wanted;
    private final int dot;
    private final int limit;
    private final int moduleLimit;
    private final int operationLimit;
    private final EditDistance distances = new EditDistance();
    private final List<List<Scored>> kinds = new ArrayList<>();
    private final int most;

    /** A name and how far it is. */
    private record Scored(String name, int distance) {
        boolean beats(Scored other) {
            return distance != other.distance ? distance < other.distance : name.compareTo(other.name) < 0;
        }
    }

    private Suggestions(String wanted, int most) {
        this.wanted = wanted;
        this.most = most;
        this.dot = wanted.indexOf('.');
        this.limit = Similarity.limit(wanted.length());
        this.moduleLimit = Similarity.limit(Math.max(0, dot));
        this.operationLimit = Similarity.limit(wanted.length() - dot - 1);
        for (int i = 0; i < KINDS; i++) {
            kinds.add(new ArrayList<>());
        }
    }

    /** At most so many names, the likest first. */
    static List<String> similar(String wanted, Iterable<String> names, int most) {
        Suggestions suggestions = new Suggestions(wanted, most);
        names.forEach(suggestions::look);
        for (List<Scored> kind : suggestions.kinds) {
            if (!kind.isEmpty()) {
                return kind.stream().map(Scored::name).toList();
            }
        }
        return List.of();
    }

    private void look(String name) {
        int whole = distances.between(wanted, name, limit);
        if (whole <= limit) {
            add(0, name, whole);
            return;
        }
        if (!kinds.get(0).isEmpty()) {
            return;
        }
        int itsDot = name.indexOf('.');
        int module = dot <= 0
                ? moduleLimit + 1
                : distances.between(wanted, 0, dot, name, 0, Math.max(0, itsDot), moduleLimit);
        int operation =
                distances.between(wanted, dot + 1, wanted.length(), name, itsDot + 1, name.length(), operationLimit);
        if (operation <= operationLimit) {
            add(module <= moduleLimit ? 1 : 2, name, operation);
        } else if (module <= moduleLimit) {
            add(3, name, module);
        }
    }

    /** Keeps it where it is one of the best of its kind. */
    private void add(int kind, String name, int distance) {
        List<Scored> best = kinds.get(kind);
        Scored scored = new Scored(name, distance);
        int at = best.size();
        while (at > 0 && scored.beats(best.get(at - 1))) {
            at--;
        }
        if (at < most) {
            best.add(at, scored);
            if (best.size() > most) {
                best.remove(most);
            }
        }
    }
}
