package dev.vagus.examples.labrunner;

/**
 * The lab at one moment.
 *
 * @param running steps that run now
 * @param completed steps that were completed
 * @param failed steps that failed
 * @param maxJobs how many long steps may run at the same time
 */
public record LabStatus(long running, long completed, long failed, int maxJobs) {}
