package dev.vagus.benchmarks.registry;

/** The operation as a service of its own, for those who call it without the registry. */
public interface LabApi {
    /** Executes a step of the lab. */
    Integer executeStep(String stepName, int attempts);
}
