package dev.vagus.breaker.internal.component;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.middleware.Population;
import dev.vagus.breaker.internal.policy.PolicyBook;
import dev.vagus.breaker.internal.policy.Target;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import dev.vagus.registry.ModuleUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The circuit breakers as one bundle sees them. */
final class BreakersFacade implements CircuitBreakers {
    private final String module;
    private final long bundleId;
    private final Guards guards;
    private final Population population;
    private final PolicyBook book;
    private final PolicyIntake intake;
    private final BooleanSupplier stopped;
    private volatile boolean released;

    BreakersFacade(
            String module,
            long bundleId,
            Guards guards,
            Population population,
            PolicyBook book,
            PolicyIntake intake,
            BooleanSupplier stopped) {
        this.module = module;
        this.bundleId = bundleId;
        this.guards = guards;
        this.population = population;
        this.book = book;
        this.intake = intake;
        this.stopped = stopped;
    }

    @Override
    public <T extends @Nullable Object> T guard(String name, Callable<T> code) throws Exception {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(code, "code");
        requireRunning(name);
        return guards.of(module, bundleId, name).run(code);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> guardAsync(
            String name, Supplier<? extends CompletionStage<T>> code) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(code, "code");
        try {
            requireRunning(name);
            return guards.of(module, bundleId, name).start(code);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The bundle has let go of the service, or has stopped: its guards begin nothing any more. */
    void release() {
        released = true;
    }

    private void requireRunning(String name) {
        if (released) {
            throw new ModuleUnavailableException("the guard " + name + " of module " + module
                    + " cannot run: the module has stopped, or has let go of the service CircuitBreakers");
        }
        if (stopped.getAsBoolean()) {
            throw new ModuleUnavailableException("the guard " + name + " of module " + module
                    + " cannot run: the bundle dev.vagus.breaker has stopped; get its service again when it is back");
        }
    }

    @Override
    public List<BreakerSnapshot> list() {
        return stopped.getAsBoolean() ? List.of() : population.snapshots();
    }

    @Override
    public List<RetrySnapshot> retries() {
        return stopped.getAsBoolean() ? List.of() : population.retries();
    }

    @Override
    public Optional<BreakerSnapshot> status(String target) {
        Objects.requireNonNull(target, "target");
        return find(target::equals).stream().findFirst().map(Breaker::snapshot);
    }

    @Override
    public List<String> reset(String target, boolean force) {
        return find(matching(target)).stream()
                .filter(breaker -> breaker.reset("reset by " + module, force))
                .map(breaker -> breaker.guarded().target())
                .distinct()
                .toList();
    }

    @Override
    public List<String> forceOpen(String target, String reason) {
        Predicate<String> meant = matching(target);
        if (Objects.requireNonNull(reason, "reason").isBlank()) {
            throw new IllegalArgumentException(
                    "the reason for opening " + target + " must not be blank: callers see it");
        }
        List<Breaker> found = find(meant);
        found.forEach(breaker -> breaker.forceOpen(reason + ", by " + module));
        return found.stream()
                .map(breaker -> breaker.guarded().target())
                .distinct()
                .toList();
    }

    private List<Breaker> find(Predicate<String> target) {
        return stopped.getAsBoolean() ? List.of() : population.breakers(target);
    }

    private static Predicate<String> matching(String target) {
        Objects.requireNonNull(target, "target");
        return target.equals("*") ? each -> true : Target.of(target)::meansBreaker;
    }

    @Override
    public List<Setting> policy(String target) {
        if (!Target.of(Objects.requireNonNull(target, "target")).exact()) {
            throw new IllegalArgumentException("the target '" + target
                    + "' is a pattern: name one operation or guard, since different policies may hold for each");
        }
        if (stopped.getAsBoolean()) {
            return List.of();
        }
        Terms terms = new Terms(book.settings(target));
        return target.startsWith("channel:") ? List.copyOf(terms.said().values()) : terms.settings("");
    }

    @Override
    public List<PolicySnapshot> policies() {
        return stopped.getAsBoolean() ? List.of() : book.snapshots();
    }

    @Override
    public List<FailedRegistration> failedPolicies() {
        if (stopped.getAsBoolean()) {
            return List.of();
        }
        List<FailedRegistration> all = new ArrayList<>(intake.failures());
        population.contradictions().forEach((target, reason) -> all.add(intake.failure(target, reason)));
        return all;
    }
}
