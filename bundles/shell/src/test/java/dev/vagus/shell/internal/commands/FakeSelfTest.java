package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A self-test that comes to what a test says, and keeps what it was asked. */
final class FakeSelfTest implements SelfTest {
    final List<SelfTestRow> rows = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    String failure = "";

    void add(String name, SelfTestRow.Result result) {
        rows.add(new SelfTestRow("bus", name, result, Duration.ofMillis(12), "detail of " + name));
    }

    @Override
    public SelfTestReport run(SelfTestSpec spec, Consumer<? super SelfTestRow> progress) {
        asked.add(spec.toString());
        rows.forEach(progress);
        return new SelfTestReport(spec, Instant.EPOCH, Duration.ofSeconds(2), rows);
    }

    @Override
    public ChannelTest channel(String name, Duration timeout) {
        asked.add(name + " " + timeout);
        return new ChannelTest(
                name,
                failure.isEmpty(),
                Duration.ofMillis(3),
                failure.isEmpty() ? "the message came back" : failure,
                List.of("sub-7"));
    }

    @Override
    public OperationTest operation(String name, Map<String, ? extends @Nullable Object> arguments, boolean runHandler) {
        asked.add(name + " " + arguments + " " + runHandler);
        CallExplanation told = new CallExplanation(
                name,
                "vagus-shell",
                null,
                List.of(),
                List.of(new CallExplanation.Step("validation", -5_000, true, "1 parameter", List.of())),
                List.of(),
                "");
        return new OperationTest(
                name,
                failure.isEmpty(),
                told,
                List.of(new Setting("breaker.failures", 10L, "default")),
                runHandler,
                runHandler ? Map.of("answer", 42) : null,
                failure,
                Duration.ofMillis(4));
    }
}
