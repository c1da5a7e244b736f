package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;

import dev.vagus.delivery.gate.Gates;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine with an operation that counts its runs, and a gate to put in front of it. */
abstract class GuardedEngine {
    @TempDir
    Path folder;

    final EngineFixture lab =
            new EngineFixture(new Settings(30_000, 8, 2_000, 4, 4, false).withUpdateWindow(60_000, 100));
    final RecordingGate gate = new RecordingGate();
    final AtomicInteger runs = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    Gates gates;

    @BeforeEach
    final void open() {
        gates = new Gates("registry", folder, null);
        lab.engine.behind(gates);
    }

    @AfterEach
    final void stop() {
        lab.close();
    }

    final void guard() {
        gates.add("security", 0, 1, gate);
    }

    final Placement offerRun() {
        return lab.offer(operation("Lab", "Run"), call -> runs.incrementAndGet());
    }

    final @Nullable Object run(String token) {
        return lab.engine.invoke(CALLER, "Lab.Run", Map.of(), by(token));
    }

    static CallOptions by(String who) {
        return new CallOptions(null, null, Map.of(), Map.of(), "token of " + who);
    }
}
