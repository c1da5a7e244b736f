package dev.vagus.benchmarks.registry;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What is the same for all who are compared: the lab, the tokens, the timer. */
final class Surroundings {
    private final LabRunner lab = new LabRunner();
    private final VerifiedTokens tokens = new VerifiedTokens();
    private final Timer timer =
            Timer.builder("lab.calls").tag("operation", LabRunner.EXECUTE_STEP).register(new SimpleMeterRegistry());

    LabRunner lab() {
        return lab;
    }

    VerifiedTokens tokens() {
        return tokens;
    }

    Timer timer() {
        return timer;
    }
}
