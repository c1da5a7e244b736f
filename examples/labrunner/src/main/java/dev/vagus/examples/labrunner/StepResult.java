package dev.vagus.examples.labrunner;

import java.util.List;

/**
 * What a step came to.
 *
 * @param stepName the step
 * @param status how it ended
 * @param actions what was done, in order
 * @param durationMillis how long it took
 */
public record StepResult(String stepName, String status, List<String> actions, long durationMillis) {}
