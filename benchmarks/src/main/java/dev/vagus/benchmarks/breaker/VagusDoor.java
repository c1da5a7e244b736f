package dev.vagus.benchmarks.breaker;

import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.BreakerSettings;
import dev.vagus.breaker.internal.engine.Clocks;
import dev.vagus.breaker.internal.engine.Guarded;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.engine.WindowKind;
import dev.vagus.breaker.internal.engine.WindowSettings;
import dev.vagus.module.ErrorCategory;
import java.time.Duration;

/** Our breaker, as its middleware uses it: with its defaults, or with a window alone. The clock is read when a call fails. */
final class VagusDoor implements Door {
    private static final WindowSettings HUNDRED =
            new WindowSettings(WindowKind.CALLS, 100, Duration.ofMinutes(1), 100, 50, Duration.ZERO, 100);

    private final Breaker breaker;

    VagusDoor(Rule rule) {
        BreakerSettings settings =
                switch (rule) {
                    case IN_A_ROW -> BreakerSettings.DEFAULT;
                    case LAST_HUNDRED ->
                        BreakerSettings.DEFAULT.withWindow(HUNDRED).withFailures(0);
                };
        breaker = new Breaker(
                new Guarded("LabRunner.ExecuteStep", "LabRunner", 1), settings, Clocks.SYSTEM, (any, transition) -> {});
    }

    @Override
    public boolean succeed() {
        Permit permit = breaker.acquire();
        if (permit == null) {
            return false;
        }
        permit.succeed();
        return true;
    }

    @Override
    public boolean fail() {
        Permit permit = breaker.acquire();
        if (permit == null) {
            return false;
        }
        permit.fail(ErrorCategory.INTERNAL);
        return true;
    }
}
