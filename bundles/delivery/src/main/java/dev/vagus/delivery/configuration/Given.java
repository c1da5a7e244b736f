package dev.vagus.delivery.configuration;

import dev.vagus.delivery.text.Similarity;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A configuration as it was given, and what was found wrong with it while it was read. Not thread-safe. */
public final class Given {
    /** How keys begin that the framework and its tools put into configurations. */
    private static final List<String> FOREIGN =
            List.of("service.", "component.", "felix.", "osgi.", "org.apache.karaf.", ".");

    /** Longer ones are out of every range. */
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}");

    private final String pid;
    private final Map<String, ?> values;
    private final @Nullable Logger log;
    private final List<String> wrong = new ArrayList<>();

    /**
     * Nothing was found yet.
     *
     * @param log is told what is wrong; null where somebody else reads the same and tells
     */
    public Given(String pid, Map<String, ?> values, @Nullable Logger log) {
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
        if (log != null) {
            log.warn("the configuration {} is wrong: {}", pid, what);
        }
        wrong.add(what);
    }

    /**
     * A whole number, given as any type.
     *
     * @param usual holds where none is given
     * @param former holds where what is given is wrong
     */
    public long number(String key, long least, long most, long usual, long former) {
        Object value = get(key);
        if (value == null) {
            return usual;
        }
        String text = value.toString().strip();
        if (WHOLE.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValue();
            }
        }
        wrong(key + " must be a whole number from " + least + " to " + most + ", but is '" + text + "'; " + former
                + " stays in force");
        return former;
    }

    /**
     * True or false, given as a text too.
     *
     * @param usual holds where nothing is given
     * @param former holds where what is given is wrong
     */
    public boolean flag(String key, boolean usual, boolean former) {
        Object value = get(key);
        if (value == null) {
            return usual;
        }
        String text = value.toString().strip().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        wrong(key + " must be true or false, but is '" + value + "'; " + former + " stays in force");
        return former;
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
