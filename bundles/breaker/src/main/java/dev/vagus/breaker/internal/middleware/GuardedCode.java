package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.engine.Breaker;
import dev.vagus.breaker.internal.engine.Bulkhead;
import dev.vagus.breaker.internal.engine.Permit;
import dev.vagus.breaker.internal.engine.RetryTally;
import dev.vagus.breaker.internal.policy.Retries;
import dev.vagus.breaker.internal.policy.Terms;
import dev.vagus.module.VagusException;
import dev.vagus.registry.CallCancelledException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.ModuleUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Any code of a module under one name: limits, then retries, each attempt through the breaker. Thread-safe. */
public final class GuardedCode implements Live, AutoCloseable {
    private final Population population;
    private final Breaker breaker;
    private final Limits limits;
    private final RetryTally tally;
    private final ScheduledExecutorService timer;
    private final Set<Run<?>> pausing = ConcurrentHashMap.newKeySet();
    private volatile Terms terms = Terms.DEFAULTS;
    private volatile boolean closed;

    /**
     * Goes by the policies from now on until it is closed.
     *
     * @param timer where attempts begin that nobody waits for on a thread, and deadlines end
     */
    public GuardedCode(Population population, Breaker breaker, ScheduledExecutorService timer) {
        this.population = population;
        this.breaker = breaker;
        this.timer = timer;
        limits = new Limits(breaker.guarded().target());
        tally = new RetryTally(breaker.guarded());
        population.join(this);
        population.show(breaker);
        population.show(tally);
    }

    @Override
    public String target() {
        return breaker.guarded().target();
    }

    @Override
    public void review(Terms fresh) {
        breaker.settings(fresh.breaker());
        limits.review(fresh);
        terms = fresh;
    }

    /** Begins no attempt any more; those that run end as they would have. */
    @Override
    public void close() {
        population.leave(this);
        population.hide(breaker);
        population.hide(tally);
        closed = true;
        pausing.forEach(Run::stop);
    }

    private ModuleUnavailableException stopped() {
        return new ModuleUnavailableException(
                target() + " was to be tried again, but its module or the bundle" + " dev.vagus.breaker has stopped");
    }

    /** Runs the code on this thread. */
    public <T extends @Nullable Object> T run(Callable<T> code) throws Exception {
        Bulkhead places = limits.areSet() ? limits.bulkhead() : null;
        VagusException refusal = limits.areSet() ? limits.enter(places) : null;
        if (refusal != null) {
            throw refusal;
        }
        try {
            return attempts(code);
        } finally {
            if (places != null) {
                places.release();
            }
        }
    }

    private <T extends @Nullable Object> T attempts(Callable<T> code) throws Exception {
        Terms current = terms;
        Duration timeout = current.timeout();
        long end = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
        for (int attempts = 1; ; attempts++) {
            try {
                T result = attempt(code);
                count(attempts, null);
                return result;
            } catch (Exception e) {
                count(attempts, e);
                Duration left = timeout == null ? null : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                Duration pause = retries(current).pauseAfter(attempts, e, left);
                if (pause == null) {
                    throw e;
                }
                sleep(pause);
                if (closed) {
                    throw stopped();
                }
            }
        }
    }

    private void count(int attempt, @Nullable Throwable error) {
        if (attempt > 1) {
            tally.ended(error);
        }
    }

    private static Retries retries(Terms terms) {
        return Retries.of(terms, true, key -> null);
    }

    private void sleep(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallCancelledException(
                    "the thread was interrupted while " + target() + " waited for its next attempt");
        }
    }

    private <T extends @Nullable Object> T attempt(Callable<T> code) throws Exception {
        Permit permit = breaker.acquire();
        if (permit == null) {
            throw Outcomes.refusal(breaker);
        }
        boolean timed = permit.timed();
        long start = timed ? System.nanoTime() : 0;
        T result;
        try {
            result = code.call();
        } catch (Throwable e) {
            Outcomes.end(permit, e, timed, start);
            throw e;
        }
        Outcomes.end(permit, null, timed, start);
        return result;
    }

    /** Starts the code on this thread, later attempts on the timer's. */
    public <T extends @Nullable Object> CompletionStage<T> start(Supplier<? extends CompletionStage<T>> code) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Bulkhead places = limits.areSet() ? limits.bulkhead() : null;
        VagusException refusal = limits.areSet() ? limits.enter(places) : null;
        if (refusal != null) {
            end.completeExceptionally(refusal);
            return end;
        }
        if (places != null) {
            end.whenComplete((value, error) -> places.release());
        }
        Terms current = terms;
        Duration timeout = current.timeout();
        long deadline = System.nanoTime() + (timeout == null ? 0 : timeout.toNanos());
        if (timeout != null) {
            Future<?> alarm = timer.schedule(() -> expire(end, timeout), timeout.toNanos(), TimeUnit.NANOSECONDS);
            end.whenComplete((value, error) -> alarm.cancel(false));
        }
        new Run<>(code, end, current, timeout == null ? null : deadline).attempt(1);
        return end;
    }

    private void expire(CompletableFuture<?> end, Duration timeout) {
        end.completeExceptionally(new CallTimeoutException(target() + " did not end within " + timeout.toMillis()
                + " ms (timeout.ms); whether its work was done is unknown"));
    }

    /** One piece of code that is under way. */
    private final class Run<T extends @Nullable Object> {
        private final Supplier<? extends CompletionStage<T>> code;
        private final CompletableFuture<T> end;
        private final Terms current;
        private final @Nullable Long deadline;

        Run(
                Supplier<? extends CompletionStage<T>> code,
                CompletableFuture<T> end,
                Terms current,
                @Nullable Long deadline) {
            this.code = code;
            this.end = end;
            this.current = current;
            this.deadline = deadline;
        }

        void attempt(int number) {
            if (end.isDone()) {
                return;
            }
            Permit permit = breaker.acquire();
            if (permit == null) {
                failed(number, Outcomes.refusal(breaker));
                return;
            }
            boolean timed = permit.timed();
            long start = timed ? System.nanoTime() : 0;
            CompletableFuture<T> once = new CompletableFuture<>();
            once.whenComplete((value, error) -> {
                Outcomes.end(permit, error, timed, start);
                if (error == null) {
                    count(number, null);
                    end.complete(value);
                } else {
                    failed(number, error);
                }
            });
            end.whenComplete((value, error) -> {
                if (error != null) {
                    once.completeExceptionally(error);
                }
            });
            try {
                CompletionStage<T> stage = code.get();
                if (stage == null) {
                    throw new IllegalStateException("the code of " + target() + " returned null instead of a stage");
                }
                stage.whenComplete((value, error) -> {
                    if (error == null) {
                        once.complete(value);
                    } else {
                        once.completeExceptionally(plain(error));
                    }
                });
            } catch (Throwable e) {
                once.completeExceptionally(e);
            }
        }

        private void failed(int number, Throwable error) {
            count(number, error);
            Duration left = deadline == null ? null : Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Duration pause = end.isDone() ? null : retries(current).pauseAfter(number, error, left);
            if (pause == null) {
                end.completeExceptionally(error);
                return;
            }
            pausing.add(this);
            try {
                timer.schedule(() -> goOn(number + 1), pause.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                stop();
            }
            if (closed) {
                stop();
            }
        }

        private void goOn(int number) {
            if (pausing.remove(this)) {
                attempt(number);
            }
        }

        /** Ends the pause, and everything with it. */
        void stop() {
            if (pausing.remove(this)) {
                end.completeExceptionally(stopped());
            }
        }
    }

    private static Throwable plain(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : null;
        return cause == null ? error : cause;
    }
}
