package dev.vagus.metrics.internal.component;

import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.internal.trace.TraceSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the configuration says about tracing. */
final class TraceConfiguration {
    private static final int MEBI = 20;
    private static final int MOST_RECORDS = 1_000_000;
    private static final int MOST_MEBIBYTES = 65_536;
    private static final int MOST_FILES = 1_000;

    private TraceConfiguration() {}

    /**
     * The settings.
     *
     * @throws IllegalArgumentException when one is not valid; it says which and what would be
     */
    static TraceSettings settings(MetricsConfig config) {
        TraceSpec spec = new TraceSpec(
                level(config.trace_level()),
                patterns(config.trace_modules()),
                patterns(config.trace_channels()),
                patterns(config.trace_operations()),
                file(config.trace_file()));
        return new TraceSettings(
                config.trace_enabled(),
                spec,
                within("trace.ring.records", config.trace_ring_records(), MOST_RECORDS),
                (long) within("trace.ring.mb", config.trace_ring_mb(), MOST_MEBIBYTES) << MEBI,
                (long) within("trace.file.max.mb", config.trace_file_max_mb(), MOST_MEBIBYTES) << MEBI,
                within("trace.files", config.trace_files(), MOST_FILES));
    }

    /** What is wrong with the settings; null when nothing is. */
    static @Nullable String wrong(MetricsConfig config) {
        try {
            settings(config);
            return null;
        } catch (RuntimeException e) {
            return e.getMessage() + "; what held of tracing before stays in force";
        }
    }

    private static TraceLevel level(String text) {
        return Arrays.stream(TraceLevel.values())
                .filter(level -> level.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "trace.level must be basic, detailed or verbose, but is '" + text + "'"));
    }

    private static List<String> patterns(String[] texts) {
        return Arrays.stream(texts)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static @Nullable Path file(String text) {
        try {
            return text.isBlank() ? null : Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("trace.file is no path: " + e.getMessage(), e);
        }
    }

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " must be from 1 to " + most + ", but is " + value);
        }
        return value;
    }
}
