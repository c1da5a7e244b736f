package dev.vagus.benchmarks.registry;

import java.util.Map;

/** The lab, called directly with what it wants of the parameters. */
final class DirectStack implements Stack {
    private final LabApi lab;

    DirectStack(Surroundings surroundings) {
        lab = surroundings.lab();
    }

    @Override
    public Object call(String token, Map<String, Object> parameters) {
        return AssembledStack.direct(lab, parameters);
    }

    /** There is nothing to close. */
    @Override
    public void close() {}
}
