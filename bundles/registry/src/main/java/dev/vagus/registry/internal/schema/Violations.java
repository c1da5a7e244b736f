package dev.vagus.registry.internal.schema;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiValidationException.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the arguments of one call, and knows the path that it is at. Not thread-safe. */
public final class Violations {
    /** Beyond this many the rest is not listed; an argument may be a long list of wrong things. */
    private static final int MAX = 100;

    /** Names of properties may come from a caller, and are not shown in full when they are longer. */
    private static final int MAX_NAME = 100;

    private final List<Violation> found = new ArrayList<>();
    private String path = "";

    /** Goes down to a parameter or property; returns where it was, for {@link #leave}. */
    public String enter(String name) {
        String before = path;
        String shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + '…';
        path = before.isEmpty() ? shown : before + '.' + shown;
        return before;
    }

    String enter(int index) {
        String before = path;
        path = before + '[' + index + ']';
        return before;
    }

    /** Where it is, for {@link #leave}. */
    String here() {
        return path;
    }

    /** Goes back to where {@link #enter} came from. */
    public void leave(String before) {
        path = before;
    }

    /** Notes what is wrong here. */
    public void add(String reason) {
        if (found.size() < MAX) {
            found.add(new Violation(path, reason));
        }
    }

    /** Notes what is wrong, if anybody wants to know it; always false. */
    static boolean refuse(@Nullable Violations report, String reason) {
        if (report != null) {
            report.add(reason);
        }
        return false;
    }

    void expected(String what, @Nullable Object value) {
        add("expected " + what + ", found " + Structures.kindOf(value));
    }

    /** Everything found so far, in order. */
    public List<Violation> found() {
        return found;
    }
}
