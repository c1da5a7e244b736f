package dev.vagus.security.internal.control;

import dev.vagus.delivery.file.DurableFile;
import dev.vagus.delivery.file.Readers;
import dev.vagus.security.SecuritySpec;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what {@code SecurityService} said is kept over restarts: one small file, replaced as a whole, on the disk before
 * anybody is told. Holds no secret. Used by one thread at a time.
 */
public final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final String LINES = "\n";
    private static final String LIFETIME = "token.lifetime.ms";

    /** The longest lifetime of tokens. */
    static final Duration MAX_LIFETIME = Duration.ofDays(365);

    private final @Nullable Path file;

    /** In this file, which need not be there; null where there is no place for files. */
    public StateFile(@Nullable Path file) {
        this.file = file;
    }

    /** What was said last; null when nothing was. What cannot be read keeps everything closed. */
    @Nullable
    Kept read() {
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            return kept(properties);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "{} cannot be read, so security is on and only the operator may do anything: say by security-enable"
                            + " or security-disable how it is to be",
                    file,
                    e);
            return Kept.CLOSED;
        }
    }

    private static Kept kept(Properties properties) {
        Map<String, Object> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        Stream.of(SettingsReader.ALLOWED, SettingsReader.GRANTS, SettingsReader.ROLES)
                .forEach(key -> values.computeIfPresent(
                        key, (any, text) -> String.valueOf(text).lines().toList()));
        Values read = new Values(values);
        Boolean enabled = read.flag(SettingsReader.ENABLED);
        if (enabled == null) {
            throw new IllegalArgumentException("it does not say whether security is on");
        }
        return new Kept(
                enabled,
                SettingsReader.spec(read)
                        .withTokenLifetime(Duration.ofMillis(read.number(LIFETIME, 0, 1, MAX_LIFETIME.toMillis()))));
    }

    /**
     * Keeps it.
     *
     * @throws UncheckedIOException when it cannot be written; then it holds what it did before
     */
    void write(Kept kept) {
        if (file == null) {
            throw new UncheckedIOException(new IOException("the framework gives bundles no place for files"));
        }
        SecuritySpec spec = kept.spec();
        Properties properties = new Properties();
        properties.setProperty(SettingsReader.ENABLED, String.valueOf(kept.enabled()));
        properties.setProperty(SettingsReader.REQUIRED, String.valueOf(spec.authenticationRequired()));
        properties.setProperty(LIFETIME, String.valueOf(spec.tokenLifetime().toMillis()));
        properties.setProperty(
                SettingsReader.ENCRYPTION, spec.encryption().name().toLowerCase(Locale.ROOT));
        properties.setProperty(SettingsReader.ALLOWED, String.join(LINES, spec.allowedModules()));
        properties.setProperty(SettingsReader.GRANTS, text(spec.grants()));
        properties.setProperty(SettingsReader.ROLES, text(spec.roles()));
        try {
            StringWriter text = new StringWriter();
            properties.store(text, "What SecurityService said last");
            DurableFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), Readers.EVERYBODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Nothing was said any more.
     *
     * @throws UncheckedIOException when that cannot be written
     */
    void forget() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text(Map<String, List<String>> lists) {
        return lists.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + '=' + String.join(" ", each.getValue()))
                .collect(Collectors.joining(LINES));
    }
}
