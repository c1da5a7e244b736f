package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.module.VagusException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What is tried of circuit breakers: one around an operation that fails until it is well. */
final class BreakerChecks {
    private static final String CONCERN = "breaker";
    private static final int FAILURES = 3;
    private static final long RECOVERY_MILLIS = 200;
    private static final int MOST_FAILURES = 1_000;

    private BreakerChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(CONCERN, "breaker opens", BreakerChecks::opens),
                new Check(CONCERN, "breaker recovers", BreakerChecks::recovers));
    }

    private static String opens(Scene scene) throws InterruptedException {
        Patient patient = Patient.in(scene);
        int failures = patient.failUntilRefused();
        int before = patient.calls.get();
        patient.requireRefusal();
        Texts.expect("how often the handler was called behind the open breaker", before, patient.calls.get());
        return "after " + failures + " failures calls are refused";
    }

    private static String recovers(Scene scene) throws InterruptedException {
        Patient patient = Patient.in(scene);
        patient.failUntilRefused();
        patient.well.set(true);
        long recovery = patient.number("breaker.recovery.ms");
        boolean wait = recovery <= scene.patience().toMillis();
        if (wait) {
            Waiting.pause(Duration.ofMillis(recovery));
        } else {
            Texts.expect(
                    "the breakers that were reset",
                    List.of(patient.operation),
                    scene.breakers().reset(patient.operation, false));
        }
        if (!Waiting.until(patient::isLetThrough, scene.patience())) {
            throw new CheckFailed("the breaker of " + patient.operation + " lets nothing through "
                    + Texts.time(scene.patience()) + (wait ? " after its recovery time" : " after its reset"));
        }
        BreakerState state = scene.breakers()
                .status(patient.operation)
                .map(BreakerSnapshot::state)
                .orElse(null);
        Texts.expect("the breaker's state", BreakerState.CLOSED, state);
        return wait
                ? "closed after its recovery time of " + recovery + " ms and one probe"
                : "closed by a reset; its recovery time of " + recovery + " ms was not waited for";
    }

    /** An operation that fails until it is well, and the breaker around it. */
    private static final class Patient {
        final AtomicBoolean well = new AtomicBoolean();
        final AtomicInteger calls = new AtomicInteger();
        final String operation;
        private final Scene scene;
        private final CircuitBreakers breakers;

        private Patient(Scene scene) {
            this.scene = scene;
            this.breakers = scene.breakers();
            this.operation = scene.offer(CallChecks.spec(scene, "Patient"), invocation -> {
                calls.incrementAndGet();
                if (well.get()) {
                    return Map.of();
                }
                throw new Deliberate();
            });
        }

        static Patient in(Scene scene) throws InterruptedException {
            scene.registry();
            Patient patient = new Patient(scene);
            String policy = scene.place().channel();
            scene.later(patient::awaitNoPolicy);
            scene.later(scene.policy().apply(policy, patient.operation, FAILURES, RECOVERY_MILLIS));
            Waiting.until(() -> patient.number("breaker.failures") == FAILURES, scene.patience());
            patient.requireBreaker();
            return patient;
        }

        /** A policy goes some time after it was taken back; until then it would pass for that of the next check. */
        private void awaitNoPolicy() {
            try {
                if (!Waiting.until(() -> !hasPolicy(), scene.patience())) {
                    throw new IllegalStateException("the breaker policy of " + operation);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean hasPolicy() {
            return breakers.policies().stream().anyMatch(each -> each.targets().equals(List.of(operation)));
        }

        private void requireBreaker() {
            if (Boolean.FALSE.equals(setting("breaker.enabled"))) {
                throw new CheckSkipped("the configuration switches breakers off (breaker.enabled)");
            }
            long failures = number("breaker.failures");
            if (failures < 1 || failures > MOST_FAILURES) {
                throw new CheckSkipped("the configuration opens breakers after " + failures
                        + " failures in a row (breaker.failures); from 1 to " + MOST_FAILURES + " can be tried");
            }
        }

        /** How many failures it took; a policy may be shown a moment before the breaker has it. */
        int failUntilRefused() throws InterruptedException {
            long allowed = number("breaker.failures");
            AtomicInteger failures = new AtomicInteger();
            while (failures.get() <= allowed) {
                if (isRefusedNow(failures)) {
                    return failures.get();
                }
            }
            if (Waiting.until(() -> isRefusedNow(failures), scene.patience())) {
                return failures.get();
            }
            throw new CheckFailed("the breaker of " + operation + " is not open after " + failures
                    + " failures in a row; breaker.failures is " + allowed);
        }

        private boolean isRefusedNow(AtomicInteger failures) {
            boolean refused = isRefused();
            if (!refused) {
                failures.incrementAndGet();
            }
            return refused;
        }

        private boolean isRefused() {
            return CallChecks.failureOf(scene.registry(), operation, Map.of()) instanceof BreakerOpenException;
        }

        void requireRefusal() {
            if (!isRefused()) {
                throw new CheckFailed("the breaker of " + operation + " was open and let the next call through");
            }
        }

        boolean isLetThrough() {
            return CallChecks.failureOf(scene.registry(), operation, Map.of()) == null;
        }

        long number(String key) {
            return setting(key) instanceof Number number ? number.longValue() : 0;
        }

        private Object setting(String key) {
            return breakers.policy(operation).stream()
                    .filter(each -> each.key().equals(key))
                    .map(Setting::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** The operation fails because it is to fail, in a way that breakers count. */
    private static final class Deliberate extends VagusException {
        private static final long serialVersionUID = 1L;

        Deliberate() {
            super(ErrorCategory.INTERNAL, "the self-test fails here on purpose", null);
        }
    }
}
