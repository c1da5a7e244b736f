package dev.vagus.registry.internal.engine;

import dev.vagus.module.Setting;
import dev.vagus.spi.PolicySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What policies say about the calls of one operation, as far as it is the registry's matter.
 *
 * @param timeoutMillis how long a call may take that does not say so itself; null when no policy says so
 * @param isolated whether handlers run on threads of the registry, so that their calls can end before they do
 * @param fallback which operation answers when this one fails; null for none
 * @param settings the same as it came
 */
record CallPolicy(
        @Nullable Long timeoutMillis,
        boolean isolated,
        @Nullable String fallback,
        List<Setting> settings) {
    /** The key of the deadline, in milliseconds. */
    static final String TIMEOUT = "timeout.ms";

    /** The key of the operation that answers instead. */
    static final String FALLBACK = "fallback";

    /** The key of where handlers run. */
    static final String ISOLATION = "isolation";

    /** The value of {@link #ISOLATION} that isolates. */
    static final String THREAD = "thread";

    static final CallPolicy NONE = new CallPolicy(null, false, null, List.of());

    private static final Logger LOG = LoggerFactory.getLogger(CallPolicy.class);

    /** What this source says now; nothing when it fails. */
    static CallPolicy of(@Nullable PolicySource source, String operation) {
        if (source == null) {
            return NONE;
        }
        try {
            return read(source.settings(operation));
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the policies cannot be asked about {}, calls go on without them: {}", operation, e.toString());
            return NONE;
        }
    }

    private static CallPolicy read(Map<String, Setting> all) {
        List<Setting> own = new ArrayList<>();
        Object timeout = value(all, TIMEOUT, own);
        Object isolation = value(all, ISOLATION, own);
        Object fallback = value(all, FALLBACK, own);
        return new CallPolicy(
                timeout instanceof Number number ? number.longValue() : null,
                THREAD.equals(isolation),
                fallback instanceof String name && !name.isEmpty() ? name : null,
                List.copyOf(own));
    }

    private static @Nullable Object value(Map<String, Setting> all, String key, List<Setting> own) {
        Setting setting = all.get(key);
        if (setting == null) {
            return null;
        }
        own.add(setting);
        return setting.value();
    }
}
