package dev.vagus.benchmarks.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls that are made, one after the other: all parameters that fit, made beforehand, and what must come out. */
final class Steps {
    static final String STEP_NAME = "StepName";
    static final String ATTEMPTS = "Attempts";

    private static final List<String> NAMES =
            List.of("Boot", "Clone", "DeployVM", "Snapshot", "Configure", "Restart", "Measure", "Remove");

    private final List<Map<String, Object>> parameters = new ArrayList<>();
    private final int[] expected = new int[NAMES.size() * LabRunner.MOST_ATTEMPTS];

    Steps() {
        for (String name : NAMES) {
            for (int attempts = 1; attempts <= LabRunner.MOST_ATTEMPTS; attempts++) {
                expected[parameters.size()] = name.length() * attempts;
                parameters.add(of(name, attempts));
            }
        }
    }

    /** The parameters of one call, as callers make them. */
    static Map<String, Object> of(String name, int attempts) {
        return Map.of(STEP_NAME, name, ATTEMPTS, attempts);
    }

    int size() {
        return expected.length;
    }

    Map<String, Object> parameters(int turn) {
        return parameters.get(turn);
    }

    int expected(int turn) {
        return expected[turn];
    }
}
