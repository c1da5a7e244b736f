package dev.vagus.metrics;

import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying an operation.
 *
 * @param operation its name, such as {@code LabRunner.ExecuteStep}
 * @param passed whether a call with these arguments is let through to the handler and, where it was run, succeeds
 * @param explanation who answers, what a call goes through, by which settings
 * @param policies the settings of its policies; empty without the bundle {@code dev.vagus.breaker}
 * @param ran whether the handler was run
 * @param result what it returned, as plain structure; null when it was not run, failed or returned nothing
 * @param failure why the call fails, with what is wrong about each argument; empty when it does not
 * @param took how long the call took
 */
public record OperationTest(
        String operation,
        boolean passed,
        CallExplanation explanation,
        List<Setting> policies,
        boolean ran,
        @Nullable Object result,
        String failure,
        Duration took) {
    /** Copies the settings. */
    public OperationTest {
        policies = List.copyOf(policies);
    }
}
