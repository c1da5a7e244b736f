package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static dev.vagus.shell.internal.commands.FakeRegistry.parameter;

import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import dev.vagus.metrics.Journey;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.TraceRecord.Phase;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.security.TokenRequest;
import dev.vagus.shell.internal.commands.FakeBus.FakeMessage;
import dev.vagus.spi.GateKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;

/** Commands in a world in which there is something of everything, so that each has something to show. */
abstract class BusyWorldTest extends CommandTest {
    private static final String LONG = "a text of some length, as people write them, so that no narrow screen has room";

    /** The id that examples name, of whatever kind. */
    static final String ID = "01JD6X8Z3T000";

    @BeforeEach
    void fill() {
        for (String channel : List.of("Configuration", "Orders")) {
            bus.channels.put(channel, ChannelSpec.named(channel).describedAs(LONG));
        }
        bus.subscriptions.add(FakeBus.subscription("S3", "Configuration"));
        bus.subscriptions.add(FakeBus.with(FakeBus.RUNNING, SubscriptionSnapshot.State.PAUSED, "by hand: " + LONG));
        bus.arriving.add(FakeMessage.of("Configuration", "ConfigChanged", Map.of("module", "LabRunner")));
        ErrorRecord error = new ErrorRecord(ErrorCategory.NOT_FOUND, "E", LONG, List.of("X"), null);
        bus.deadLetters.add(new DeadLetter(
                TimeOrderedId.parse(ID),
                FakeMessage.of("Orders", "Placed", Map.of("id", 7)),
                "S3",
                "Shop",
                5,
                Instant.EPOCH,
                Instant.EPOCH,
                error,
                true));
        registry.operations.add(operation(
                "LabRunner",
                "ExecuteStep",
                parameter("StepName", true, "string"),
                parameter("Parameters", false, "object")));
        registry.operations.add(operation("LabRunner", "Status"));
        registry.chains.put("LabRunner.ExecuteStep", List.of("logging", "gate"));
        registry.answer = call -> Map.of("Success", true);
        registry.failures.add(new FailedRegistration("operation", "Lab.Run", "Lab", 2, 12, LONG));
        events.handlers.add(new HandlerSnapshot(
                "h-1",
                "Progress",
                9,
                "ModuleEventHandler",
                List.of("LabStepStarted"),
                "*",
                "(StepName=DeployVM)",
                3,
                2,
                1,
                0,
                0,
                0,
                0,
                new HandlerStatus(HandlerStatus.State.RUNNING, "", Instant.EPOCH, Duration.ofSeconds(5), 0, null, 0)));
        ModuleEvent event = new ModuleEvent(
                ID, "LabStepStarted", "Events", "LabRunner", Instant.EPOCH, "deploy-7", Map.of("text", LONG));
        history.kept.add(event);
        history.sticky.add(new StickyEvent("web-1", event));
        events.arriving.add(event);
        events.arriving.add(event);
        breakers.add(
                "LabRunner.ExecuteStep",
                "LabRunner",
                BreakerState.OPEN,
                Instant.now().plusSeconds(90));
        breakers.settings.add(new Setting("retry.max", 2L, "dev.vagus.policy~lab"));
        breakers.policies.add(
                new PolicySnapshot("dev.vagus.policy~lab", List.of("LabRunner.*"), List.copyOf(breakers.settings)));
        tokens.issue(new TokenRequest("LabRunner", "ann", Set.of("api:*"), null, true));
        security.spec = security.spec.withRoles(Map.of("operator", List.of("api:*")));
        gates.add("tenants");
        tracing.records.add(FakeTracing.record(Phase.ERROR, "call", "Lab.Run", "internal X: " + LONG));
        tracing.journeys.put(
                ID,
                new Journey(
                        FakeTracing.BEGIN,
                        List.of(new Journey.Stage(
                                tracing.records.get(0), Duration.ZERO, null, "", List.of(), List.of()))));
        tracing.start(TraceSpec.ALL.into(Path.of("trace.jsonl")));
        keepers.put("bus", new Keeper(new TreeSet<>(Set.of("security"))));
        selfTest.add("send and receive", SelfTestRow.Result.PASSED);
    }

    /** Something that needs gates. */
    private record Keeper(Set<String> needs) implements GateKeeper {
        @Override
        public void require(String gate) {
            needs.add(gate);
        }

        @Override
        public void release(String gate) {
            needs.remove(gate);
        }

        @Override
        public Set<String> required() {
            return Set.copyOf(needs);
        }
    }
}
