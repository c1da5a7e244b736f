package dev.vagus.metrics.internal.selftest;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.module.Registration;
import dev.vagus.module.Setting;
import dev.vagus.registry.ApiCall;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.UnknownOperationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An API registry with circuit breakers in small. */
final class SmallRegistry {
    private record Entry(OperationSpec spec, ApiHandler handler) {}

    final World world;
    final Breakers breakers = new Breakers();
    final Map<String, String> stops = new ConcurrentHashMap<>();
    final Map<String, Integer> policies = new ConcurrentHashMap<>();

    /** Those that somebody has taken back, and that go once they have been listed again. */
    final List<String> late = new CopyOnWriteArrayList<>();

    private final Map<String, Entry> operations = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    SmallRegistry(World world) {
        this.world = world;
    }

    List<String> leftovers() {
        List<String> all = new ArrayList<>(operations.keySet());
        all.addAll(breakers.failures.keySet());
        all.addAll(policies.keySet());
        return all;
    }

    Registration register(OperationSpec spec, ApiHandler handler) {
        String name = spec.module() + '.' + spec.name();
        operations.put(name, new Entry(spec, handler));
        return Partial.of(Registration.class, new Object() {
            @SuppressWarnings("unused")
            void close() {
                operations.remove(name);
                breakers.failures.remove(name);
            }
        });
    }

    @Nullable
    Object invoke(String operation, Map<String, ?> parameters) {
        return call(operation).with(parameters).invoke();
    }

    ApiCall call(String operation) {
        return Partial.of(ApiCall.class, new Call(operation));
    }

    CallExplanation explain(String operation) {
        Entry entry = operations.get(operation);
        if (entry == null) {
            return new CallExplanation(
                    operation, "test", null, List.of(), List.of(), List.of(), "no operation " + operation);
        }
        OperationSpec spec = entry.spec();
        OperationDescriptor descriptor = new OperationDescriptor(
                spec.module(),
                spec.name(),
                "1",
                "",
                spec.parameters(),
                Map.of(),
                List.of(),
                false,
                false,
                false,
                false,
                false,
                1);
        return new CallExplanation(operation, "test", descriptor, List.of(), List.of(), List.of(), "");
    }

    List<String> chain(String operation) {
        String mark = stops.get(operation);
        return mark == null ? List.of() : List.of(CallStop.name(mark));
    }

    final class Call {
        private final String operation;
        private final Map<String, Object> parameters = new HashMap<>();
        private String mark = "";
        private @Nullable Duration timeout;

        Call(String operation) {
            this.operation = operation;
        }

        ApiCall with(Map<String, ?> more) {
            parameters.putAll(more);
            return Partial.of(ApiCall.class, this);
        }

        ApiCall timeout(Duration time) {
            timeout = time;
            return Partial.of(ApiCall.class, this);
        }

        ApiCall metadata(String name, String value) {
            mark = value;
            return Partial.of(ApiCall.class, this);
        }

        @Nullable
        Object invoke() throws Exception {
            Entry entry = operations.get(operation);
            if (entry == null) {
                if (world.has(Fault.ANSWERS_FOR_NOBODY)) {
                    return Map.of();
                }
                throw new UnknownOperationException("no operation " + operation, List.of());
            }
            check(entry.spec());
            if (mark.equals(stops.get(operation)) && !mark.isEmpty()) {
                return null;
            }
            breakers.enter(operation);
            return breakers.watch(operation, () -> answer(entry));
        }

        private void check(OperationSpec spec) {
            List<ApiValidationException.Violation> wrong = new ArrayList<>();
            spec.parameters().forEach(each -> {
                boolean text = "string".equals(each.schema().get("type"));
                if (text != (parameters.get(each.name()) instanceof String)) {
                    wrong.add(new ApiValidationException.Violation(each.name(), "must be a string"));
                }
            });
            parameters.keySet().stream()
                    .filter(name -> spec.parameters().stream()
                            .noneMatch(each -> each.name().equals(name)))
                    .forEach(name -> wrong.add(new ApiValidationException.Violation(name, "is not known")));
            if (!wrong.isEmpty() && !world.has(Fault.CHECKS_NO_ARGUMENTS)) {
                throw new ApiValidationException("wrong: " + wrong, wrong);
            }
        }

        private @Nullable Object answer(Entry entry) throws Exception {
            boolean some = calls.incrementAndGet() % 50 == 0;
            if (some && world.has(Fault.FAILS_SOME_CALLS)) {
                throw new IllegalStateException("a call that fails");
            }
            Object result = entry.handler().handle(Partial.of(Invocation.class, this));
            if (result instanceof CompletionStage<?> && timeout != null) {
                if (world.has(Fault.KEEPS_NO_DEADLINE)) {
                    return null;
                }
                throw new CallTimeoutException("took longer than " + timeout);
            }
            return world.has(Fault.RETURNS_NOTHING) ? null : result;
        }

        Map<String, Object> parameters() {
            return parameters;
        }
    }

    /** The breakers of the operations. */
    final class Breakers {
        private static final int USUAL = 10;

        final Map<String, Integer> failures = new ConcurrentHashMap<>();
        volatile long recoveryMillis = 10;
        volatile boolean enabled = true;
        private final Map<String, Long> opened = new ConcurrentHashMap<>();

        void enter(String operation) {
            if (isOpen(operation) && !world.missing.contains("breaker")) {
                boolean over = System.nanoTime() - opened.get(operation)
                        > Duration.ofMillis(recoveryMillis).toNanos();
                if (!over || world.has(Fault.NEVER_RECOVERS)) {
                    throw new BreakerOpenException("open", operation, null);
                }
            }
        }

        private boolean isOpen(String operation) {
            return failures.getOrDefault(operation, 0) >= limit(operation) && !world.has(Fault.NEVER_OPENS);
        }

        private int limit(String operation) {
            return policies.getOrDefault(operation, USUAL);
        }

        @Nullable
        Object watch(String operation, java.util.concurrent.Callable<Object> code) throws Exception {
            try {
                Object result = code.call();
                failures.remove(operation);
                return result;
            } catch (Exception e) {
                failures.merge(operation, 1, Integer::sum);
                opened.put(operation, System.nanoTime());
                throw e;
            }
        }

        List<Setting> policy(String operation) {
            return List.of(
                    new Setting("breaker.enabled", enabled, "test"),
                    new Setting("breaker.failures", (long) limit(operation), "test"),
                    new Setting("breaker.recovery.ms", recoveryMillis, "test"));
        }

        List<PolicySnapshot> policies() {
            List<PolicySnapshot> all = policies.keySet().stream()
                    .map(operation -> new PolicySnapshot("test", List.of(operation), List.<Setting>of()))
                    .toList();
            policies.keySet().removeAll(late);
            late.clear();
            return all;
        }

        List<String> reset(String target, boolean force) {
            if (!world.has(Fault.NEVER_RECOVERS)) {
                failures.remove(target);
            }
            return List.of(target);
        }

        Optional<BreakerSnapshot> status(String target) {
            BreakerState state = isOpen(target) ? BreakerState.OPEN : BreakerState.CLOSED;
            return Optional.of(new BreakerSnapshot(
                    target, "test", 1, state, Instant.EPOCH, null, 0, 0, 0, 0, 0, 0, 0, null, List.of()));
        }
    }
}
