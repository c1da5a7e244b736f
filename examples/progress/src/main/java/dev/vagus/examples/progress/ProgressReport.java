package dev.vagus.examples.progress;

import java.util.List;

/**
 * What the lab's steps came to since this module started.
 *
 * @param started steps that were started
 * @param running steps that have not ended yet
 * @param completed steps that were completed
 * @param failed steps that failed
 * @param lastSteps the steps that ended last, the latest first
 */
public record ProgressReport(long started, long running, long completed, long failed, List<EndedStep> lastSteps) {
    /**
     * A step that has ended.
     *
     * @param stepName the step
     * @param outcome {@code completed} with how long it took, or {@code failed} with why
     * @param at when, by the wall clock
     */
    public record EndedStep(String stepName, String outcome, String at) {}
}
