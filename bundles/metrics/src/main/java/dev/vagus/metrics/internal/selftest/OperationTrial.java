package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.metrics.OperationTest;
import dev.vagus.module.Setting;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.ModuleUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries one operation of anybody's, with its handler or up to it. */
final class OperationTrial {
    private final Concerns concerns;
    private final CallStop stop;

    OperationTrial(Concerns concerns, CallStop stop) {
        this.concerns = concerns;
        this.stop = stop;
    }

    OperationTest run(String name, Map<String, ? extends @Nullable Object> arguments, boolean runHandler) {
        ApiRegistry registry = concerns.registry();
        if (registry == null) {
            throw new ModuleUnavailableException(
                    "the operation " + name + " cannot be tried: the bundle dev.vagus.registry is not started");
        }
        CallExplanation told = registry.explain(name);
        long start = System.nanoTime();
        if (told.descriptor() == null) {
            return report(told, false, null, told.verdict(), start);
        }
        try {
            Object result = runHandler
                    ? registry.call(name).with(arguments).invoke()
                    : upToTheHandler(registry, name, arguments);
            return report(told, runHandler, result, "", start);
        } catch (VagusException e) {
            return report(
                    told, runHandler, null, e.getMessage() + " (" + e.category().label() + ')', start);
        }
    }

    private @Nullable Object upToTheHandler(
            ApiRegistry registry, String name, Map<String, ? extends @Nullable Object> arguments) {
        String mark = TimeOrderedId.next().toString();
        Runnable goOn = stop.around(name, mark);
        try {
            if (!registry.chain(name).contains(CallStop.name(mark))) {
                throw new ModuleUnavailableException(
                        "the operation " + name
                                + " cannot be tried without its handler: nothing can be put around its calls, or it has just gone");
            }
            registry.call(name).with(arguments).metadata(CallStop.MARK, mark).invoke();
            return null;
        } finally {
            goOn.run();
        }
    }

    private OperationTest report(
            CallExplanation told, boolean ran, @Nullable Object result, String failure, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new OperationTest(
                told.operation(), failure.isEmpty(), told, policies(told.operation()), ran, result, failure, took);
    }

    private List<Setting> policies(String operation) {
        CircuitBreakers breakers = concerns.breakers();
        return breakers == null ? List.of() : breakers.policy(operation);
    }
}
