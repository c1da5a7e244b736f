package dev.vagus.delivery.gate;

import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gates that are there, those that must be, and what follows of both: the one gate that is asked. It knows no OSGi.
 *
 * <p>What is required is read from a file when this is made and written back before {@link #require} and {@link #release}
 * return. A gate becomes required before that is written, and is released after: while a disk fails, more is refused, not
 * less. A file that cannot be read requires {@link #UNKNOWN}, a gate that never comes, which is written back and released
 * like every other one.
 *
 * <p>{@link #effective} changes under the lock of this, in one step with what it follows from. Files are written under
 * another lock, which is taken first; the listener runs outside of the first one and asks for the effective gate itself, so
 * that the last one to ask has the last one, whichever thread that is. Thread-safe.
 */
public final class Gates implements GateKeeper {
    /** What is required when it is not known what is. */
    public static final String UNKNOWN = "?";

    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.-]{1,100}|\\?");
    private static final int REQUIRED_MAX = 100;
    private static final Comparator<Entry> ORDER =
            Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::id);

    private final String guarded;
    private final RequiredFile file;
    private final Set<String> fixed;
    private final String unreadable;
    private final Object writing = new Object();
    private @Nullable Set<String> written; // guarded by writing; null: not known
    private List<Entry> present = List.of(); // guarded by this
    private Set<String> required; // guarded by this
    private volatile @Nullable Gate effective;
    private volatile Runnable listener = () -> {};
    private volatile boolean telling;

    /** A gate that is there. */
    private record Entry(String name, int ranking, long id, Gate gate) {}

    /**
     * Reads which gates are required.
     *
     * @param guarded what is guarded, for people: {@code registry}
     * @param folder where the file is kept; null where there is no place, so that nothing can be written
     * @param property the value of {@link GateKeeper#REQUIRED_PROPERTY}, names separated by commas; null for none
     */
    public Gates(String guarded, @Nullable Path folder, @Nullable String property) {
        this.guarded = guarded;
        this.file = new RequiredFile(folder == null ? null : folder.resolve(RequiredFile.NAME));
        this.fixed = property == null
                ? Set.of()
                : Arrays.stream(property.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        String failure = "";
        try {
            required = Set.copyOf(file.read());
            written = required;
        } catch (IOException e) {
            LOG.error("which gates the {} must have cannot be read from {}; it refuses everything", guarded, file, e);
            failure = e.toString();
            required = Set.of(UNKNOWN);
        }
        this.unreadable = failure;
        change(() -> {});
    }

    /** Runs this now and after each change of the effective gate, on the thread that caused it; it replaces the former. */
    public void listen(Runnable next) {
        listener = next;
        next.run();
    }

    /**
     * From now on the log tells what is in force, beginning with now. Before, while gates are looked for, and after
     * {@link #end} everything may be refused, and that is nothing to be alarmed about.
     */
    void begin() {
        telling = true;
        Gate now = effective;
        if (now != null) {
            report(null, now);
        }
    }

    /** The log tells nothing more: what is guarded is not offered any more. */
    void end() {
        telling = false;
    }

    /** The gate to ask now; null when there is none to ask. */
    public @Nullable Gate effective() {
        return effective;
    }

    /**
     * A gate has come, or has another name or ranking.
     *
     * @param id of its service
     */
    public void add(String name, int ranking, long id, Gate gate) {
        change(() -> {
            List<Entry> next = without(id);
            next.add(new Entry(name, ranking, id, gate));
            next.sort(ORDER);
            present = List.copyOf(next);
        });
    }

    /** The gate of this service has gone. */
    public void remove(long id) {
        change(() -> present = List.copyOf(without(id)));
    }

    private List<Entry> without(long id) {
        List<Entry> others = new ArrayList<>(present);
        others.removeIf(entry -> entry.id() == id);
        return others;
    }

    @Override
    public void require(String gate) {
        if (!VALID.matcher(gate).matches()) {
            throw new IllegalArgumentException(
                    "a gate's name has letters, digits, '_', '-' and '.', and at most 100 of them, unlike '" + gate
                            + "'");
        }
        synchronized (writing) {
            Set<String> next = new HashSet<>(own());
            next.add(gate);
            if (next.size() > REQUIRED_MAX) {
                throw new IllegalArgumentException(
                        "the " + guarded + " requires " + REQUIRED_MAX + " gates already; release some before " + gate);
            }
            change(() -> required = Set.copyOf(next));
            write(next, "the gate " + gate + " is required, but only until the " + guarded + " ends");
        }
    }

    @Override
    public void release(String gate) {
        synchronized (writing) {
            Set<String> next = new HashSet<>(own());
            if (next.remove(gate)) {
                write(next, "the gate " + gate + " is still required");
                change(() -> required = Set.copyOf(next));
            }
            if (fixed.contains(gate)) {
                throw new GateMemoryException(
                        "the gate " + gate + " is still required by the " + guarded + ": take it out of the framework"
                                + " property " + REQUIRED_PROPERTY + " and start the framework again",
                        null);
            }
        }
    }

    @Override
    public Set<String> required() {
        Set<String> all = new TreeSet<>(own());
        all.addAll(fixed);
        return Set.copyOf(all);
    }

    private synchronized Set<String> own() {
        return required;
    }

    private void write(Set<String> names, String otherwise) {
        if (names.equals(written)) {
            return;
        }
        written = null;
        try {
            file.write(new TreeSet<>(names));
        } catch (IOException e) {
            throw new GateMemoryException(
                    otherwise + ", since " + file + " could not be written: " + e + "; make it writable and repeat", e);
        }
        written = Set.copyOf(names);
    }

    private void change(Runnable facts) {
        Gate before;
        Gate now;
        synchronized (this) {
            facts.run();
            before = effective;
            now = settled(before);
            effective = now;
        }
        if (before != now) {
            if (telling) {
                report(before, now);
            }
        }
        // Also when this changed nothing: who did may not have told yet.
        listener.run();
    }

    /** What follows from the facts; the same instance as before where it is equal. */
    private @Nullable Gate settled(@Nullable Gate before) {
        Set<String> missing = new TreeSet<>(required);
        missing.addAll(fixed);
        present.forEach(entry -> missing.remove(entry.name()));
        if (!missing.isEmpty()) {
            String reason = missing.stream().map(this::missing).collect(Collectors.joining("; "));
            return reason.equals(AbsentGate.reason(before)) ? before : new AbsentGate(reason);
        }
        if (present.size() < 2) {
            return present.isEmpty() ? null : present.get(0).gate();
        }
        List<Gate> all = present.stream().map(Entry::gate).toList();
        return before instanceof JointGate joint && joint.gates().equals(all) ? before : new JointGate(all);
    }

    private String missing(String name) {
        if (name.equals(UNKNOWN)) {
            return "which gates the " + guarded + " must have could not be read from " + file
                    + (unreadable.isEmpty() ? "" : " (" + unreadable + ")")
                    + "; put the file back, or delete it to require none, and restart the bundle";
        }
        return "the " + guarded + " requires the gate " + name
                + ", which is not there; start the bundle that offers it, or "
                + (fixed.contains(name)
                        ? "take it out of the framework property " + REQUIRED_PROPERTY
                        : "release it (gate-release " + name + " in the shell)");
    }

    private void report(@Nullable Gate before, @Nullable Gate now) {
        String reason = AbsentGate.reason(now);
        if (reason != null) {
            LOG.warn("all access to the {} is refused: {}", guarded, reason);
        } else if (now == null) {
            LOG.info("the {} asks no gate any more", guarded);
        } else if (before == null || before instanceof AbsentGate) {
            LOG.info("the {} asks a gate before everything", guarded);
        }
    }
}
