package dev.vagus.benchmarks.registry;

import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import java.util.concurrent.atomic.LongAdder;

/**
 * What everybody calls: an operation that does next to nothing, but whose result needs both parameters, and that counts its
 * calls.
 */
public final class LabRunner implements LabApi {
    /** The module. */
    static final String MODULE = "LabRunner";

    /** The operation. */
    static final String EXECUTE_STEP = "LabRunner.ExecuteStep";

    /** What a caller must be allowed to do. */
    static final String SCOPE = "lab:run";

    /** The least and the most attempts, and the length of a step's name. */
    static final int MOST_ATTEMPTS = 10;

    static final int LONGEST_NAME = 64;

    private final LongAdder calls = new LongAdder();
    private volatile boolean broken;

    @Override
    @ApiOperation(name = "ExecuteStep", description = "Execute a lab automation step", scopes = SCOPE)
    public Integer executeStep(
            @ApiParameter(name = Steps.STEP_NAME, minLength = 1, maxLength = LONGEST_NAME) String stepName,
            @ApiParameter(name = Steps.ATTEMPTS, min = 1, max = MOST_ATTEMPTS) int attempts) {
        calls.increment();
        if (broken) {
            throw new IllegalStateException("the lab is broken");
        }
        return stepName.length() * attempts;
    }

    /** From now on every call fails. */
    void breakDown() {
        broken = true;
    }

    /** How many calls came here. */
    long calls() {
        return calls.sum();
    }
}
