package dev.vagus.itests;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** What modules tell the test, line by line; they write by {@link InModule#report}. */
final class Journal implements AutoCloseable {
    static final String FILTER = "(vagus.itests=journal)";

    private final Collection<String> lines = new CopyOnWriteArrayList<>();
    private final ServiceRegistration<?> registration;

    private Journal(BundleContext context) {
        registration = context.registerService(
                Collection.class, lines, InModule.properties(Map.of("vagus.itests", "journal")));
    }

    static Journal open(BundleContext context) {
        return new Journal(context);
    }

    /** Writes a line of the test's own. */
    void note(String line) {
        lines.add(line);
    }

    /** What was written so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
