package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventExplanation.Recipient;
import dev.vagus.events.EventExplanation.Verdict;
import dev.vagus.events.EventQuery;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;
import dev.vagus.events.StickyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands about whom events reach: replayed ones, sticky ones, and those that are only thought of. */
class EventReachTest extends CommandTest {
    @BeforeEach
    void hear() {
        events.handlers.add(handler("Progress", "ModuleEventHandler", "LabStepStarted"));
        events.handlers.add(handler("web.console", "EventHandler", "org/osgi/*"));
    }

    private static HandlerSnapshot handler(String module, String kind, String hears) {
        HandlerStatus running =
                new HandlerStatus(HandlerStatus.State.RUNNING, "", Instant.EPOCH, Duration.ofSeconds(5), 0, null, 0);
        return new HandlerSnapshot(
                "h-" + module, module, 9, kind, List.of(hears), "*", "", 0, 0, 0, 0, 0, 0, 0, running);
    }

    @Test
    void replaysWhatIsMeantToAModule() {
        history.kept.add(FakeEvents.event("LabStepStarted", Map.of()));

        assertThat(run("event-replay", "Progress", "LabStep*", "--channel", "Events"))
                .isEqualToIgnoringNewLines("queued 1 event for the handlers of Progress, marked as replayed");
        assertThat(history.replayed).containsExactly("Progress");
        assertThat(history.firstAsked())
                .isEqualTo(EventQuery.ALL.named("LabStep*").on("Events"));
        assertThat(run("event-replay", "Progress", "--all", "--json")).contains("\"queued\" : 1");
        assertThat(run("event-replay", "Progress", "LabStepStartd"))
                .isEqualToIgnoringNewLines("nothing to replay: no event in memory is meant and heard by Progress;"
                        + " did you mean LabStepStarted?");
    }

    @Test
    void replaysNothingByMistake() {
        assertThat(failure("event-replay")).contains("MODULE is missing");
        assertThat(failure("event-replay", "Progress")).startsWith("say which");
        assertThat(failure("event-replay", "Progess", "--all"))
                .isEqualTo("no module Progess has a handler of Vagus events; did you mean Progress?");
        assertThat(failure("event-replay", "web.console", "--all"))
                .isEqualTo("no module web.console has a handler of Vagus events; event-handler-list shows who has");
        started = false;
        assertThat(failure("event-replay", "Progress", "--all")).contains("dev.vagus.events is not started");
        assertThat(history.replayed).isEmpty();
    }

    @Test
    void listsStickyEventsAndTakesThemAway() {
        assertThat(run("event-sticky")).isEqualToIgnoringNewLines("no sticky events");
        history.sticky.add(new StickyEvent("web-1", FakeEvents.event("DeviceState", Map.of("State", "up"))));

        assertThat(run("event-sticky", "Device*")).contains("DeviceState", "web-1", "{\"State\":\"up\"}");
        assertThat(run("event-sticky", "--json")).contains("\"key\" : \"web-1\"", "\"State\" : \"up\"");
        assertThat(failure("event-sticky-clear")).startsWith("say which");
        assertThat(run("event-sticky-clear", "Other", "--force")).contains("took away 0 sticky events");
        assertThat(run("event-sticky-clear", "DeviceState", "--force")).contains("took away 1 sticky event");
        assertThat(run("event-sticky-clear", "--all", "--json", "--force")).contains("\"cleared\" : 0");
    }

    @Test
    void explainsWhoWouldGetAnEvent() {
        events.recipients.add(new Recipient("h-1", "ModuleEventHandler", "Progress", Verdict.DELIVERED, ""));
        events.recipients.add(new Recipient(
                "h-2", "EventHandler", "web.console", Verdict.NOT_OFFERED, "its topics [org/osgi/*] do not match"));
        events.recipients.add(new Recipient("h-3", "ModuleEventHandler", "B", Verdict.DEPENDS, "its filter decides"));

        List<String> lines = run("event-explain", "LabStepStarted").lines().toList();

        assertThat(lines.get(0))
                .isEqualTo(
                        "topic dev/vagus/event/Events/LabStepStarted: handlers that would get it: 1 of 3, and 1 by what its data"
                                + " says; the history would keep it");
        assertThat(lines.get(2)).matches("h-1 +ModuleEventHandler +Progress +delivered");
        assertThat(lines.get(3)).endsWith("not-offered  its topics [org/osgi/*] do not match");
        assertThat(run("event-explain", "LabStepStarted", "--json")).contains("\"verdict\" : \"NOT_OFFERED\"");
    }

    @Test
    void explainsATopicOrANameWithItsData() {
        run("event-explain", "org/osgi/framework/BundleEvent/STARTED");
        run("event-explain", "Started", "--channel", "Lab");
        run("event-explain", "Started", "--channel", "Lab", "n=1", "--data", "{\"m\":2}");
        run("event-explain", "Started", "--broadcast");

        assertThat(events.explained)
                .containsExactly(
                        "org/osgi/framework/BundleEvent/STARTED",
                        "dev/vagus/event/Lab/Started",
                        "Started on Lab {m=2, n=1} []",
                        "Started on Events {} [BROADCAST]");
        assertThat(events.published).isEmpty();
    }

    @Test
    void saysWhatWasMeantWhenNobodyHears() {
        assertThat(run("event-explain", "LabStepStartd"))
                .contains(
                        "handlers that would get it: 0 of 0",
                        "there are no event handlers",
                        "did you mean LabStepStarted?");
        assertThat(run("event-explain", "LabStepStarted")).doesNotContain("did you mean");
    }

    @Test
    void saysWhatIsWrongWithWhatIsToBeExplained() {
        assertThat(failure("event-explain")).contains("NAME is missing");
        assertThat(failure("event-explain", "a b")).startsWith("event name 'a b' is not valid");
        assertThat(failure("event-explain", "X", "--channel", "a/b")).startsWith("channel 'a/b' is not valid");
        assertThat(failure("event-explain", "X", "oops")).contains("'oops' must be KEY=VALUE");
        assertThat(failure("event-explain", "X", "--data", "[1]")).contains("--data must be a JSON object");
        assertThat(failure("event-explain", "a/b", "n=1")).startsWith("'a/b' is a topic, which is explained without");
        assertThat(failure("event-explain", "a/b", "--broadcast")).startsWith("'a/b' is a topic");
        assertThat(failure("event-explain", "a/b", "--channel", "Lab")).startsWith("'a/b' is a topic");
        started = false;
        assertThat(failure("event-explain", "X")).contains("dev.vagus.events is not started");
    }
}
