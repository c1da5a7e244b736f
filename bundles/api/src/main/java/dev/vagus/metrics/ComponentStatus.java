package dev.vagus.metrics;

/**
 * How one part of Vagus is.
 *
 * @param component its name, as in {@link StatusIssue#component()}
 * @param health as bad as the worst of its issues
 * @param present whether its bundle is there
 * @param summary its figures in one line, with units
 */
public record ComponentStatus(String component, Health health, boolean present, String summary) {}
