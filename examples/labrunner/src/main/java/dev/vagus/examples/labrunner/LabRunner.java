package dev.vagus.examples.labrunner;

import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the steps of a lab. Every {@link ApiOperation} method is an operation that other modules call by its name, such as
 * {@code LabRunner.ExecuteStep}. Immediate, because it has state.
 */
@Component(service = LabRunner.class, immediate = true)
@ApiModule("LabRunner")
public final class LabRunner {
    static final int DEFAULT_MAX_JOBS = 4;
    private static final int WAITING_JOBS = 100;

    private final EventPublisher events;
    private final Steps steps;
    private final ThreadPoolExecutor jobs;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong running = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Called by the component runtime, which has found the services. */
    @Activate
    public LabRunner(@Reference EventPublisher events, @Reference Steps steps) {
        this.events = events;
        this.steps = steps;
        this.jobs = new ThreadPoolExecutor(
                DEFAULT_MAX_JOBS,
                DEFAULT_MAX_JOBS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_JOBS),
                job -> new Thread(job, "labrunner-job"));
        jobs.allowCoreThreadTimeOut(true);
    }

    /** A step that is done when the call returns. */
    @ApiOperation(name = "ExecuteStep", description = "Execute a lab automation step", scopes = "lab:run")
    public StepResult executeStep(
            @ApiParameter(name = "StepName", description = "Name of the step to execute") String stepName,
            @ApiParameter(name = "Parameters", description = "What the step needs to know", required = false) @Nullable
                    Map<String, Object> parameters) {
        return run(stepName, parameters == null ? Map.of() : parameters, 0);
    }

    /** A step that takes its time: the caller gets a stage at once and the result when it is there. */
    @ApiOperation(
            name = "ExecuteLongStep",
            description = "Execute a step and let the lab settle after each action",
            scopes = "lab:run")
    public CompletionStage<StepResult> executeLongStep(
            @ApiParameter(name = "StepName", description = "Name of the step to execute") String stepName,
            @ApiParameter(name = "SettleMillis", description = "Milliseconds to wait after each action")
                    int settleMillis,
            @ApiParameter(name = "Parameters", description = "What the step needs to know", required = false) @Nullable
                    Map<String, Object> parameters) {
        Map<String, Object> given = parameters == null ? Map.of() : parameters;
        return CompletableFuture.supplyAsync(() -> run(stepName, given, settleMillis), jobs);
    }

    /** What the lab is at. */
    @ApiOperation(name = "Status", description = "Steps that run, were completed and failed", idempotent = true)
    public LabStatus status() {
        return new LabStatus(running.get(), completed.get(), failed.get(), jobs.getMaximumPoolSize());
    }

    /** How many long steps may run at the same time from now on. */
    void limitJobs(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("MaxJobs must be at least 1, but is " + max);
        }
        // The core size must never be above the maximum, so the order depends on the direction.
        if (max > jobs.getMaximumPoolSize()) {
            jobs.setMaximumPoolSize(max);
            jobs.setCorePoolSize(max);
        } else {
            jobs.setCorePoolSize(max);
            jobs.setMaximumPoolSize(max);
        }
    }

    /** Called when the module stops: its threads go with it. */
    @Deactivate
    void close() throws InterruptedException {
        closed.countDown();
        jobs.shutdown();
        jobs.awaitTermination(2, TimeUnit.SECONDS);
    }

    private StepResult run(String stepName, Map<String, Object> parameters, int settleMillis) {
        long start = System.nanoTime();
        running.incrementAndGet();
        try {
            events.publish("LabStepStarted", Map.of("StepName", stepName));
            var actions = steps.actions(stepName, parameters);
            for (int i = 0; i < actions.size() && settleMillis > 0; i++) {
                settle(stepName, settleMillis);
            }
            long duration = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            completed.incrementAndGet();
            events.publish("LabStepCompleted", Map.of("StepName", stepName, "Duration", duration));
            return new StepResult(stepName, steps.statusWhenDone(), actions, duration);
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            events.publish("LabStepFailed", Map.of("StepName", stepName, "Error", String.valueOf(e.getMessage())));
            throw e;
        } finally {
            running.decrementAndGet();
        }
    }

    private void settle(String stepName, int settleMillis) {
        try {
            if (closed.await(settleMillis, TimeUnit.MILLISECONDS)) {
                throw new LabClosedException(stepName);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabClosedException(stepName);
        }
    }
}
