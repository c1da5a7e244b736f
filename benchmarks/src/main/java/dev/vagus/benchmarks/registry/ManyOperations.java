package dev.vagus.benchmarks.registry;

import dev.vagus.module.Registration;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.ParameterDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A registry with many operations of two parameters, each with a result of its own, registered in code. */
final class ManyOperations implements AutoCloseable {
    private static final int OPERATIONS_OF_A_MODULE = 100;
    private static final ParameterDescriptor STEP_NAME = new ParameterDescriptor(
            Steps.STEP_NAME, "", true, Map.of("type", "string", "minLength", 1, "maxLength", LabRunner.LONGEST_NAME));
    private static final ParameterDescriptor ATTEMPTS = new ParameterDescriptor(
            Steps.ATTEMPTS, "", true, Map.of("type", "integer", "minimum", 1, "maximum", LabRunner.MOST_ATTEMPTS));

    private final VagusRegistry vagus = new VagusRegistry();
    private final ApiRegistry registry = vagus.service();
    private int count;

    ApiRegistry registry() {
        return registry;
    }

    /** The qualified name of the operation of this number. */
    static String name(int number) {
        return module(number) + "." + operation(number);
    }

    private static String module(int number) {
        return "Lab" + number / OPERATIONS_OF_A_MODULE;
    }

    private static String operation(int number) {
        return "Step" + number;
    }

    /** Its result; always the same object. */
    static String result(int number) {
        return operation(number).intern();
    }

    /** What the next operations are to be like: nothing of what a caller does beforehand is measured. */
    List<OperationSpec> specify(int more) {
        List<OperationSpec> specs = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            specs.add(OperationSpec.of(module(count), operation(count))
                    .withParameter(STEP_NAME)
                    .withParameter(ATTEMPTS));
            count++;
        }
        return specs;
    }

    /** Registers so many more. */
    List<Registration> register(int more) {
        return specify(more).stream().map(this::register).toList();
    }

    Registration register(OperationSpec spec) {
        String result = spec.name().intern();
        return registry.register(spec, invocation -> result);
    }

    /**
     * Compares how many there are.
     *
     * @throws IllegalStateException when there are fewer or more
     */
    void check(int expected) {
        if (registry.snapshot().operations() != expected) {
            throw new IllegalStateException(
                    "there are " + registry.snapshot().operations() + " operations, not " + expected);
        }
    }

    @Override
    public void close() {
        vagus.close();
    }
}
