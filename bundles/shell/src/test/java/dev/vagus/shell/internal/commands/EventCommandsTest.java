package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventSubscription;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.ReplayStatus;
import dev.vagus.events.ReplayStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCommandsTest extends CommandTest {
    @Test
    void publishesWhatTheWordsSay() {
        String printed = run(
                "event-publish",
                "LabStepStarted",
                "StepName=DeployVM",
                "Attempt=1",
                "--channel",
                "Lab",
                "--correlation",
                "c");

        ModuleEvent event = events.published.get(0);
        assertThat(printed).isEqualToIgnoringNewLines("published " + event.id());
        assertThat(event.name()).isEqualTo("LabStepStarted");
        assertThat(event.channel()).isEqualTo("Lab");
        assertThat(event.correlationId()).isEqualTo("c");
        assertThat(event.data()).isEqualTo(Map.of("StepName", "DeployVM", "Attempt", 1));
        assertThat(run("event-publish", "X", "--json")).contains("\"id\" :");
    }

    @Test
    void saysWhatIsWrongWithAName() {
        assertThat(failure("event-publish", "X", "--channel", "a/b")).startsWith("channel 'a/b' is not valid");
    }

    @Test
    void followsEventsUntilEnoughHaveCome() {
        events.arriving.add(FakeEvents.event("LabStepStarted", Map.of("StepName", "DeployVM")));

        String printed = run("event-tail", "LabStep*", "--channel", "Lab*", "--filter", "(StepName=*)", "--count", "1");

        assertThat(printed).contains("LabStepStarted  from LabRunner  {\"StepName\":\"DeployVM\"}", "1 shown");
        assertThat(events.subscribed).containsExactly(new EventSubscription("LabStep*", "Lab*", "(StepName=*)"));
        assertThat(events.open).isZero();
    }

    @Test
    void beginsWithThePastWhenAsked() {
        events.arriving.add(FakeEvents.event("A", Map.of()).with(ModuleEvent.Mark.REPLAYED));

        assertThat(run("event-tail", "--last", "20", "--since", "2026-01-31T08:00:00Z", "--count", "1"))
                .contains("(replayed)");
        assertThat(events.subscribed.get(0).replay())
                .isEqualTo(new Replay(20, Instant.parse("2026-01-31T08:00:00Z"), ""));
        assertThat(failure("event-tail", "--count", "1", "--last", "1001"))
                .isEqualTo("--last must be at most 1000, but is '1001'; event-history shows more, page by page");
        assertThat(failure("event-tail", "--count", "1", "--last", "x")).startsWith("--last must be a whole number");
        assertThat(failure("event-tail", "--count", "1", "--since", "x")).startsWith("--since must be how long ago");
    }

    @Test
    void printsEventsAsJson() {
        events.arriving.add(FakeEvents.event("A", Map.of("n", 1)));

        assertThat(run("event-tail", "--count", "1", "--json").lines())
                .singleElement()
                .asString()
                .contains("\"name\":\"A\"", "\"data\":{\"n\":1}", "\"timestamp\":\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void doesNotFollowForEverWhereNobodyCanBreakItOff() {
        assertThat(failure("event-tail")).contains("--count N or --for TIME");
    }

    private static final HandlerStatus SLOW = new HandlerStatus(
            HandlerStatus.State.SLOW, "over its budget", Instant.EPOCH, Duration.ofSeconds(5), 1, null, 0);

    @Test
    void listsHandlers() {
        events.handlers.add(new HandlerSnapshot(
                "h-1", "Progress", 9, "ModuleEventHandler", List.of("LabStep*"), "*", "", 3, 2, 1, 0, 0, 0, 0, SLOW));

        assertThat(run("event-handler-list")).contains("LabStep*", "Progress", "slow");
        assertThat(run("event-handler-list", "--json")).contains("\"offered\" : 3");
    }

    @Test
    void saysWhereAHandlerIsThatHearsThePast() {
        add(ReplayStatus.NONE);
        assertThat(run("event-handler-list")).contains("REPLAY").doesNotContain("live", " at ");

        add(new ReplayStatus(State.BEHIND, "audit", Instant.parse("2026-01-31T08:00:00Z")));
        add(new ReplayStatus(State.PAST, "", Instant.parse("2026-01-31T09:00:00Z")));
        add(new ReplayStatus(State.LIVE, "billing", null));
        assertThat(run("event-handler-list"))
                .contains("behind", "audit at 2026-01-31 ", "past", "live", "billing ")
                .doesNotContain("billing at");
        assertThat(run("event-handler-list", "--json"))
                .contains("\"position\" : \"audit\"", "\"reached\" : \"2026-01-31T08:00:00Z\"");
    }

    private void add(ReplayStatus replay) {
        events.handlers.add(new HandlerSnapshot(
                "h-" + events.handlers.size(),
                "Progress",
                9,
                "ModuleEventHandler",
                List.of("LabStep*"),
                "*",
                "",
                3,
                2,
                1,
                0,
                0,
                0,
                0,
                SLOW,
                replay));
    }

    @Test
    void saysThatTheEventsAreNotThere() {
        started = false;

        assertThat(failure("event-publish", "X"))
                .isEqualTo("the event service is not there: bundle dev.vagus.events is not started");
    }
}
