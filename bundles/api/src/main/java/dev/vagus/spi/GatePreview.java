package dev.vagus.spi;

/**
 * What a {@link Checkpoint} would decide.
 *
 * @param passes whether the access may go on
 * @param text by which rule, for people
 */
public record GatePreview(boolean passes, String text) {}
