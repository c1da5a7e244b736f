package dev.vagus.store.internal.component;

import dev.vagus.store.internal.engine.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * The checked configuration. Immutable.
 *
 * @param url the JDBC URL
 * @param user the user, or empty
 * @param passwordFrom where the password is; read anew for each connection, and never logged
 * @param bounds how much waits and how much is kept
 */
record Settings(String url, String user, Password passwordFrom, Bounds bounds) {
    static final String PID = "dev.vagus.store";
    static final int DEFAULT_QUEUE = 50_000;
    static final int DEFAULT_BATCH = 2_000;
    static final long DEFAULT_EVENTS = 1_000_000;
    static final long DEFAULT_STOP_DEADLINE_MS = 3_000;

    private static final long MAX = 1_000_000_000_000L;
    private static final int MAX_QUEUE = 10_000_000;
    private static final int MAX_BATCH = 100_000;

    /**
     * Where a password is.
     *
     * @param plain the password itself, or empty
     * @param file a file with it, or empty
     * @param variable an environment variable with it, or empty
     */
    record Password(String plain, String file, String variable) {
        String read() throws IOException {
            if (!file.isEmpty()) {
                List<String> lines = Files.readAllLines(Path.of(file));
                return lines.isEmpty() ? "" : lines.get(0);
            }
            if (!variable.isEmpty()) {
                String value = System.getenv(variable);
                return value == null ? "" : value;
            }
            return plain;
        }

        @Override
        public String toString() {
            return "a password";
        }
    }

    /**
     * Reads a configuration.
     *
     * @param folder where the H2 database lies when no URL is given
     * @throws IllegalArgumentException naming the key that is wrong and what would be right
     */
    static Settings read(Map<String, ?> configuration, Path folder) {
        String url = text(configuration, "url");
        Bounds bounds = new Bounds(
                (int) number(configuration, "queue.capacity", DEFAULT_QUEUE, 1, MAX_QUEUE),
                (int) number(configuration, "batch.size", DEFAULT_BATCH, 1, MAX_BATCH),
                number(configuration, "history.events", DEFAULT_EVENTS, 0, MAX),
                number(configuration, "history.age.ms", 0, 0, MAX),
                Duration.ofMillis(number(configuration, "stop.deadline.ms", DEFAULT_STOP_DEADLINE_MS, 0, 60_000)));
        return new Settings(
                url.isEmpty() ? embedded(folder) : url,
                text(configuration, "user"),
                new Password(
                        text(configuration, "password"),
                        text(configuration, "password.file"),
                        text(configuration, "password.env")),
                bounds);
    }

    /** What is committed is with the operating system at once, so that the end of the process loses none of it. */
    private static String embedded(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("history").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** What a DataSourceFactory takes. */
    Properties forDriver() throws IOException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        if (!user.isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, user);
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, passwordFrom.read());
        }
        return properties;
    }

    private static String text(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private static long number(Map<String, ?> configuration, String key, long absent, long min, long max) {
        Object value = configuration.get(key);
        if (value == null) {
            return absent;
        }
        try {
            long number = Long.parseLong(value.toString().strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, min, max, value, e);
        }
        throw wrong(key, min, max, value, null);
    }

    private static IllegalArgumentException wrong(
            String key, long min, long max, Object value, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "Configuration " + PID + ": " + key + " must be a whole number from " + min + " to " + max
                        + ", but is '" + value + "'; there is no store until it is mended",
                cause);
    }
}
