package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventExplanation.Verdict;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.module.GateAbsentException;
import dev.vagus.spi.Credential;
import dev.vagus.spi.FlowContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** A gate guards Vagus events, whoever raises them, and nothing else. */
class EventGateTest {
    private static final String SOME_TOPIC = "org/acme/Something";

    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 10, executor, 50);
    private final EventGate door = bench.engine.door();
    private final FakeGate gate = new FakeGate();
    private final List<String> heard = new ArrayList<>();

    @Test
    void withoutAGateEverythingPassesButATokenThatNobodyChecks() {
        assertThatCode(() -> door.requirePublish("Done", "Lab", 1, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> door.requirePublish("Done", "Lab", 1, "secret"))
                .isInstanceOf(GateAbsentException.class)
                .hasMessageContaining("Done")
                .hasMessageContaining("dev.vagus.security")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aModulePublishesWhatItMayAndATokenWhatThatMay() {
        door.gate(gate);
        gate.allow("Lab", "events:publish:Done");
        gate.allow("t-1", "events:publish:Failed");

        assertThatCode(() -> door.requirePublish("Done", "Lab", 1, null)).doesNotThrowAnyException();
        assertThatCode(() -> door.requirePublish("Failed", "Lab", 1, "t-1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> door.requirePublish("Failed", "Lab", 1, null)).isInstanceOf(FakeGate.Refused.class);
        assertThatThrownBy(() -> door.requirePublish("Done", "Lab", 1, "t-1")).isInstanceOf(FakeGate.Refused.class);
    }

    @Test
    void whatIsPublishedInACallIsOnBehalfOfItsCredential() {
        door.gate(gate);
        gate.allow("ann", "events:publish:Done");
        Credential ann = () -> "ann";
        FlowContext before = FlowContext.swap(FlowContext.NONE.with(ann));
        try {
            assertThatCode(() -> door.requirePublish("Done", "Lab", 1, null)).doesNotThrowAnyException();
        } finally {
            FlowContext.set(before);
        }
        assertThatThrownBy(() -> door.requirePublish("Done", "Lab", 1, null)).isInstanceOf(FakeGate.Refused.class);
    }

    @Test
    void vagusEventsThatArePostedAsOsgiEventsAreAskedForAndOthersNot() {
        door.gate(gate);

        assertThatThrownBy(() -> door.requirePost("dev/vagus/event/Events/Done", "Lab", 1))
                .isInstanceOf(FakeGate.Refused.class);
        assertThatCode(() -> door.requirePost(SOME_TOPIC, "Lab", 1)).doesNotThrowAnyException();
        assertThat(gate.asked()).containsExactly("Lab events:publish:Done");
    }

    @Test
    void handlersOfBothKindsHearWhatTheirModuleMayHear() {
        HandlerEntry module = bench.add(Replay.NONE, event -> heard.add("module " + event.name()));
        HandlerEntry osgi = osgi("*", "Other");
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        gate.allow("Other", "events:subscribe:Failed");

        bench.publish("Done");
        bench.publish("Failed");
        bench.engine.post(new Event(SOME_TOPIC, Map.of()));
        bench.engine.send(new Event("dev/vagus/event/Events/Done", Map.of()));
        executor.runAll();

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "module Done", "module Done", "osgi dev/vagus/event/Events/Failed", "osgi " + SOME_TOPIC);
        assertThat(module.snapshot()).returns(2L, HandlerSnapshot::offered);
        assertThat(osgi.snapshot()).returns(2L, HandlerSnapshot::offered);
    }

    @Test
    void theGateIsAskedOnceForANameUntilTheRulesChange() {
        bench.add(Replay.NONE, event -> heard.add(event.name()));
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        for (int i = 0; i < 5; i++) {
            bench.publish("Done");
            bench.publish("Failed");
        }
        executor.runAll();
        assertThat(gate.asked()).containsExactly("Lab events:subscribe:Done", "Lab events:subscribe:Failed");

        gate.allow("Lab", "events:subscribe:Failed");
        bench.publish("Failed");
        executor.runAll();
        assertThat(heard).containsExactly("Done", "Done", "Done", "Done", "Done", "Failed");
    }

    @Test
    void whatWaitsWhenItMayBeHeardNoMoreIsNotHandedOverAndCountsAsFailed() {
        HandlerEntry handler = bench.add(Replay.NONE, event -> heard.add(event.name()));
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        bench.publish("Done");

        gate.forbid("Lab", "events:subscribe:Done");
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(handler.snapshot()).returns(1L, HandlerSnapshot::offered).returns(1L, HandlerSnapshot::failed);
    }

    @Test
    void ofThePastAHandlerHearsWhatItMayToo() {
        bench.publish("Done");
        bench.publish("Failed");
        bench.sticky("State", "", "on");
        bench.sticky("Secret", "", "on");
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        gate.allow("Lab", "events:subscribe:State");

        bench.add(Replay.last(10), event -> heard.add(event.name()));
        executor.runAll();
        assertThat(heard).containsExactly("Done", "State");

        heard.clear();
        bench.engine.replay("Lab", event -> true);
        executor.runAll();
        assertThat(heard).containsExactly("Done", "State");
    }

    @Test
    void whatAnotherEventAdminDeliversIsAskedForInTheNameOfNobodysModule() {
        bench.add(Replay.NONE, event -> heard.add(event.name()));
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        bench.engine.feed(new Event("dev/vagus/event/Events/Done", Map.of()));
        executor.runAll();
        assertThat(heard).isEmpty();

        gate.allow(EventGate.NEIGHBOUR, "events:publish:Done");
        bench.engine.feed(new Event("dev/vagus/event/Events/Done", Map.of()));
        executor.runAll();
        assertThat(heard).containsExactly("Done");
    }

    @Test
    void theExplanationSaysWhatTheGateObjectsToAndNothingCounts() {
        bench.add(Replay.NONE, event -> heard.add(event.name()));
        door.gate(gate);
        ModuleEvent event = bench.mapping.create("Done", "Events", "me", null, Map.of());

        assertThat(bench.engine.explainer().explain(Publication.of(event)).recipients())
                .singleElement()
                .returns(Verdict.NOT_OFFERED, Recipient::verdict)
                .returns("Lab may not events:subscribe:Done", Recipient::reason);
        assertThat(gate.asked()).isEmpty();
    }

    @Test
    void theHistoryIsReadByWhoMayHearAndChangedByWhoMayChangeIt() {
        assertThat(door.mayRead("Done", "Lab", 1)).isTrue();
        door.gate(gate);
        gate.allow("Lab", "events:subscribe:Done");
        gate.allow("Keeper", "events:history");

        assertThat(door.mayRead("Done", "Lab", 1)).isTrue();
        assertThat(door.mayRead("Failed", "Lab", 1)).isFalse();
        assertThat(door.mayRead(SOME_TOPIC, "Lab", 1)).isTrue();
        assertThatThrownBy(() -> door.requireHistory("Lab", 1)).isInstanceOf(FakeGate.Refused.class);
        assertThatCode(() -> door.requireHistory("Keeper", 1)).doesNotThrowAnyException();
    }

    private HandlerEntry osgi(String topics, String module) {
        HandlerIdentity identity = new HandlerIdentity("s" + module, HandlerKind.OSGI, module, 2);
        return bench.engine.add(
                identity,
                Interests.in(topics),
                occurrence -> heard.add("osgi " + occurrence.event().getTopic()));
    }
}
