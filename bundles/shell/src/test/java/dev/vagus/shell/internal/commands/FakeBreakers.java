package dev.vagus.shell.internal.commands;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.BreakerTransition;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Breakers in memory: they are in the states that a test puts them into, and change them by hand only. */
final class FakeBreakers implements CircuitBreakers {
    final Map<String, BreakerSnapshot> breakers = new LinkedHashMap<>();
    final List<Setting> settings = new ArrayList<>();
    final List<PolicySnapshot> policies = new ArrayList<>();
    final List<FailedRegistration> refused = new ArrayList<>();
    final List<String> changes = new ArrayList<>();

    void add(String target, String module, BreakerState state, @Nullable Instant nextProbe) {
        List<BreakerTransition> history = state == BreakerState.CLOSED
                ? List.of()
                : List.of(new BreakerTransition(Instant.EPOCH, BreakerState.CLOSED, state, "10 failures in a row"));
        BreakerSnapshot breaker = new BreakerSnapshot(
                target,
                module,
                7,
                state,
                Instant.EPOCH,
                nextProbe,
                3,
                20,
                5,
                0,
                state == BreakerState.CLOSED ? -1 : 25,
                -1,
                8,
                ErrorCategory.TIMEOUT,
                history);
        breakers.put(target, breaker);
    }

    @Override
    public <T extends @Nullable Object> T guard(String name, Callable<T> code) throws Exception {
        return code.call();
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> guardAsync(
            String name, Supplier<? extends CompletionStage<T>> code) {
        try {
            return code.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<BreakerSnapshot> list() {
        return List.copyOf(breakers.values());
    }

    @Override
    public List<RetrySnapshot> retries() {
        return List.of();
    }

    @Override
    public Optional<BreakerSnapshot> status(String target) {
        return Optional.ofNullable(breakers.get(target));
    }

    @Override
    public List<String> reset(String target, boolean force) {
        BreakerSnapshot breaker = breakers.get(target);
        if (breaker == null || (breaker.state() == BreakerState.FORCED_OPEN && !force)) {
            return List.of();
        }
        changes.add("reset " + target + (force ? " by force" : ""));
        add(target, breaker.module(), BreakerState.CLOSED, null);
        return List.of(target);
    }

    @Override
    public List<String> forceOpen(String target, String reason) {
        BreakerSnapshot breaker = breakers.get(target);
        if (breaker == null) {
            return List.of();
        }
        changes.add("open " + target + ": " + reason);
        add(target, breaker.module(), BreakerState.FORCED_OPEN, null);
        return List.of(target);
    }

    @Override
    public List<Setting> policy(String target) {
        if (target.isBlank() || target.indexOf('*') >= 0) {
            throw new IllegalArgumentException("the target '" + target + "' is wrong");
        }
        return settings;
    }

    @Override
    public List<PolicySnapshot> policies() {
        return policies;
    }

    @Override
    public List<FailedRegistration> failedPolicies() {
        return refused;
    }
}
