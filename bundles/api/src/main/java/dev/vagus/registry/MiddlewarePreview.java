package dev.vagus.registry;

import dev.vagus.module.Setting;
import java.util.List;

/**
 * What a middleware would do with a call now, for {@link ApiRegistry#explain}.
 *
 * @param passes whether it would let the call through
 * @param text for people: what it looks at, or why it refuses, such as {@code breaker closed, 2 of 10 failures in a row}
 * @param settings the settings that it goes by
 */
public record MiddlewarePreview(boolean passes, String text, List<Setting> settings) {
    /** Copies the settings. */
    public MiddlewarePreview {
        settings = List.copyOf(settings);
    }

    /** It lets every call through and has nothing to say. */
    public static final MiddlewarePreview PASSES = new MiddlewarePreview(true, "", List.of());
}
