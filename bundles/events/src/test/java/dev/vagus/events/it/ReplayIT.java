package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.events.Replay;
import dev.vagus.events.StickyEvent;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Replay and sticky events in a framework. */
class ReplayIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private Bundle module;
    private EventPublisher events;
    private EventHistory history;
    private final List<ModuleEvent> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        module = framework.startModule("test.module", "Vagus-Module", "Lab");
        events = TestFramework.service(module, EventPublisher.class);
        history = TestFramework.service(module, EventHistory.class);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void serviceAndSubscriptionInCodeHearThePastFirst() {
        events.publish("a", Map.of());
        events.publish("b", Map.of());
        handle("vagus.replay.last", 1);
        events.publish("c", Map.of());
        assertHeard("b", "c");
        assertThat(heard).extracting(event -> event.is(Mark.REPLAYED)).containsExactly(true, false);

        heard.clear();
        events.subscribe(EventSubscription.to("*").on("Events").replaying(Replay.last(3)), heard::add);
        assertHeard("a", "b", "c");

        heard.clear();
        handle("vagus.replay.since", "PT1H");
        assertHeard("a", "b", "c");
    }

    @Test
    void aModuleThatIsUpdatedGoesOnWhereItLeftOff() throws Exception {
        ServiceRegistration<?> first = handle("vagus.replay.position", "billing");
        events.publish("a", Map.of());
        assertHeard("a");
        first.unregister();
        events.publish("b", Map.of());

        handle("vagus.replay.position", "billing");
        events.publish("c", Map.of());

        assertHeard("a", "b", "c");
    }

    @Test
    void thePositionOfAnotherHandlerIsRefusedUntilThatOneLeaves() {
        ServiceRegistration<?> first = handle("vagus.replay.position", "billing");
        handle("vagus.replay.position", "billing");
        assertThat(events.failedRegistrations())
                .extracting(FailedRegistration::reason)
                .singleElement()
                .satisfies(reason -> assertThat(reason).contains("'billing' of module Lab is taken"));
        EventSubscription same = EventSubscription.to("*").replaying(Replay.from("billing"));
        assertThatThrownBy(() -> events.subscribe(same, heard::add)).isInstanceOf(IllegalArgumentException.class);

        first.unregister();

        assertThat(events.failedRegistrations()).isEmpty();
        events.publish("a", Map.of());
        assertHeard("a");
    }

    @Test
    void wrongPropertiesOfAReplayAreListed() {
        handle("vagus.replay.last", -1);
        handle("vagus.replay.since", "yesterday");

        assertThat(events.failedRegistrations())
                .extracting(FailedRegistration::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("vagus.replay.last must not be negative"),
                        reason -> assertThat(reason).contains("'yesterday' is neither an instant"));
    }

    @Test
    void stickyEventsAreGivenToHandlersThatComeLaterUntilTheyAreTakenAway() {
        events.event("State").data("Value", "on").sticky("lamp").publish();
        handle();
        assertHeard("State");
        assertThat(heard.get(0).is(Mark.STICKY)).isTrue();
        assertThat(history.sticky(EventQuery.ALL)).extracting(StickyEvent::key).containsExactly("lamp");

        events.event("State").unsticky().publish();
        assertThat(history.sticky(EventQuery.ALL)).isEmpty();
        events.event("State").sticky().publish();
        assertThat(history.clearSticky(EventQuery.ALL.named("St*"))).isEqualTo(1);
        assertHeard("State", "State", "State");
        heard.clear();
        Registration late = events.subscribe(EventSubscription.to("State"), heard::add);
        events.publish("State", Map.of());
        assertHeard("State", "State");
        assertThat(heard).noneMatch(event -> event.is(Mark.STICKY));
        late.close();
        assertThatThrownBy(() -> events.event("State").sticky("")).hasMessageContaining("1 to 256 characters");
    }

    @Test
    void thePastCanBeBroughtToOneModule() {
        Bundle other = framework.startModule("test.other", "Vagus-Module", "Other");
        events.publish("a", Map.of("Step", "one"));
        events.publish("b", Map.of());
        handle();
        TestFramework.register(
                other, ModuleEventHandler.class, heard::add, "vagus.event.subscriber", "*", "vagus.channel", "Events");

        assertThat(history.replay("Other", EventQuery.ALL.named("a").containing("ONE")))
                .isEqualTo(1);

        assertHeard("a");
        assertThat(heard.get(0).is(Mark.REPLAYED)).isTrue();
    }

    private void assertHeard(String... names) {
        await().untilAsserted(
                        () -> assertThat(heard).extracting(ModuleEvent::name).containsExactly(names));
    }

    private ServiceRegistration<?> handle(Object... properties) {
        Object[] all = new Object[properties.length + 4];
        System.arraycopy(new Object[] {"vagus.event.subscriber", "*", "vagus.channel", "Events"}, 0, all, 0, 4);
        System.arraycopy(properties, 0, all, 4, properties.length);
        return TestFramework.register(module, ModuleEventHandler.class, heard::add, all);
    }
}
