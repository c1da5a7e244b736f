package dev.vagus.registry.internal.component;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.internal.engine.OwnThread;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Two callers of the lab that never pause, one synchronous and one asynchronous. */
final class Load implements AutoCloseable {
    private final ApiRegistry registry;
    private final Set<String> synchronously = ConcurrentHashMap.newKeySet();
    private final Set<String> asynchronously = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> callers;
    private volatile boolean done;

    Load(ApiRegistry registry) {
        this.registry = registry;
        callers = List.of(
                OwnThread.run(() -> call(synchronously, () -> registry.invoke("LabRunner.Run", step()))),
                OwnThread.run(() -> call(asynchronously, this::join)));
    }

    private static Map<String, Object> step() {
        return Map.of("StepName", "x");
    }

    private Object join() {
        return registry.call("LabRunner.Run")
                .with(step())
                .async()
                .toCompletableFuture()
                .join();
    }

    private void call(Set<String> seen, Supplier<Object> call) {
        while (!done) {
            try {
                seen.add((String) ((Map<?, ?>) call.get()).get("version"));
            } catch (CompletionException e) {
                failures.add(e.getCause());
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }

    boolean hasSeen(String version) {
        return synchronously.contains(version) && asynchronously.contains(version);
    }

    Queue<Throwable> failures() {
        return failures;
    }

    /** Waits for both callers to end. */
    void end() throws Exception {
        done = true;
        for (CompletableFuture<Void> caller : callers) {
            caller.get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        done = true;
    }
}
