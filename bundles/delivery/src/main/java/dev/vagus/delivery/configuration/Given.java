package dev.vagus.delivery.configuration;

import dev.vagus.delivery.text.Similarity;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A configuration as it was given, and what was found wrong with it while it was read. Not thread-safe. */
public final class Given {
    /** How keys begin that the framework and its tools put into configurations. */
    private static final List<String> FOREIGN =
            List.of("service.", "component.", "felix.", "osgi.", "org.apache.karaf.", ".");

    private final String pid;
    private final Map<String, ?> values;
    private final Logger log;
    private final List<String> wrong = new ArrayList<>();

    /**
     * Nothing was found yet.
     *
     * @param log is told what is wrong
     */
    public Given(String pid, Map<String, ?> values, Logger log) {
        this.pid = pid;
        this.values = values;
        this.log = log;
    }

    /** What is given for a key; null when nothing is. */
    public @Nullable Object get(String key) {
        return values.get(key);
    }

    /** Something is wrong; in words that say what would be right, and what holds instead. */
    public void wrong(String what) {
        log.warn("the configuration {} is wrong: {}", pid, what);
        wrong.add(what);
    }

    /**
     * Finds keys wrong that nobody reads.
     *
     * @param description the type whose methods describe the keys, with {@code _} for each dot
     */
    public void expect(Class<?> description) {
        List<String> known = Stream.of(description.getDeclaredMethods())
                .map(Method::getName)
                .map(name -> name.replace('_', '.'))
                .toList();
        for (String key : values.keySet()) {
            if (!known.contains(key) && FOREIGN.stream().noneMatch(key::startsWith)) {
                wrong("the key " + key + " is unknown; " + Similarity.hint(key, known));
            }
        }
    }

    /** Everything that was found wrong until now. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }
}
