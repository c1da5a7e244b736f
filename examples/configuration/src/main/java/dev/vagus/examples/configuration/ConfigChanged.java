package dev.vagus.examples.configuration;

import org.jspecify.annotations.Nullable;

/**
 * The payload of the message {@code ConfigChanged}. Those who hear it need not have this class.
 *
 * @param module whose setting it is
 * @param setting its name
 * @param oldValue its value before; null when it is new
 * @param newValue its value now; null when it was removed
 */
public record ConfigChanged(
        String module,
        String setting,
        @Nullable Object oldValue,
        @Nullable Object newValue) {}
