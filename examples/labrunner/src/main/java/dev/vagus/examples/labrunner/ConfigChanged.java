package dev.vagus.examples.labrunner;

import org.jspecify.annotations.Nullable;

/**
 * What the lab runner wants to know of a message {@code ConfigChanged}. It is this module's own class: the payload is
 * filled in by structure, whatever class the sender has for it.
 *
 * @param setting the setting that changed
 * @param newValue its value now; null when it was removed
 */
public record ConfigChanged(String setting, @Nullable Object newValue) {}
