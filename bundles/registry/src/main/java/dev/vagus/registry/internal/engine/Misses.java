package dev.vagus.registry.internal.engine;

import dev.vagus.registry.UnknownOperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for names that nobody offers. Callers that repeat a wrong name get the same answer from a small cache
 * until an operation comes or goes. Walking over very many names takes milliseconds: then one thread does so at a time,
 * and others meanwhile get no proposal. Thread-safe.
 */
final class Misses {
    private static final int PROPOSED = 3;
    private static final int KEPT = 64;
    private static final int LONGEST = 200;
    private static final int MANY = 10_000;

    private final OperationIndex index;
    private final AtomicBoolean walking = new AtomicBoolean();
    private final Map<String, List<String>> known = new LinkedHashMap<>();
    private long knownSince;

    Misses(OperationIndex index) {
        this.index = index;
    }

    /** The error of a call of this name, with what may have been meant. */
    UnknownOperationException unknown(String wanted) {
        List<String> similar = similar(wanted, PROPOSED);
        if (similar == null) {
            return new UnknownOperationException("no operation " + wanted, List.of());
        }
        return new UnknownOperationException("no operation " + wanted + hint(wanted, similar), similar);
    }

    private static String hint(String wanted, List<String> similar) {
        if (!similar.isEmpty()) {
            return "; did you mean " + String.join(" or ", similar) + "?";
        }
        return wanted.indexOf('.') > 0
                ? "; no module offers anything like it"
                : "; operations are named Module.Operation";
    }

    /** At most so many names, the likest first; null when this was no time to search. */
    @Nullable
    List<String> similar(String wanted, int most) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        long changes = index.changes();
        List<String> before = recall(wanted, changes);
        if (before != null) {
            return before;
        }
        if (index.size() < MANY) {
            return keep(wanted, changes, Suggestions.similar(wanted, index.names(), most));
        }
        List<List<String>> found = new ArrayList<>(1);
        boolean searched = whileWalking(() -> found.add(Suggestions.similar(wanted, index.names(), most)));
        return searched ? keep(wanted, changes, found.get(0)) : null;
    }

    /** Does this unless another thread walks; says whether it did. */
    boolean whileWalking(Runnable walk) {
        if (!walking.compareAndSet(false, true)) {
            return false;
        }
        try {
            walk.run();
            return true;
        } finally {
            walking.set(false);
        }
    }

    private synchronized @Nullable List<String> recall(String wanted, long changes) {
        if (knownSince != changes) {
            known.clear();
            knownSince = changes;
        }
        return known.get(wanted);
    }

    private synchronized List<String> keep(String wanted, long changes, List<String> found) {
        if (knownSince == changes) {
            known.put(wanted, found);
            if (known.size() > KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return found;
    }
}
