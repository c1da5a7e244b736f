package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.module.FailedRegistration;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionCommandsTest extends CommandTest {
    private static final HandlerStatus SLOW = new HandlerStatus(
            HandlerStatus.State.SLOW, "over its budget of 200 ms", Instant.EPOCH, Duration.ofMillis(200), 2, null);

    @Test
    void listsWhetherAHandlerIsSlowAndHowOldTheOldestMessageIs() {
        bus.subscriptions.add(FakeBus.with(SLOW, State.ACTIVE, ""));
        assertThat(run("subscription-list").lines().toList())
                .last()
                .asString()
                .containsPattern("LabRunner +slow ")
                .containsPattern(" 1.5s +0.5 +over its budget of 200 ms$");
        bus.subscriptions.clear();
        bus.subscriptions.add(FakeBus.with(SLOW, State.PAUSED, "paused: repair"));
        assertThat(run("subscription-list"))
                .containsPattern("LabRunner +paused ")
                .contains("paused: repair");
    }

    @Test
    void showsOneWithEverythingThatIsKnown() {
        HandlerStatus paused = new HandlerStatus(
                HandlerStatus.State.PAUSED,
                "over its budget of 200 ms; next probe in 4 s",
                Instant.EPOCH,
                Duration.ofMillis(200),
                3,
                Instant.EPOCH.plusSeconds(4));
        bus.subscriptions.add(FakeBus.with(paused, State.PAUSED, "paused: " + paused.reason()));
        assertThat(run("subscription-show", "S1"))
                .containsPattern("state +paused since ")
                .containsPattern("reason +paused: over its budget of 200 ms; next probe in 4 s")
                .containsPattern("handler +paused since ")
                .containsPattern("handler's budget +0.2s")
                .containsPattern("over its budget +3 times")
                .containsPattern("oldest queued +1.5s")
                .containsPattern("queued +0 of at most 20000");
        assertThat(run("subscription-show", "S1", "--json")).contains("\"nextProbe\" :", "\"overruns\" : 3");
        assertThat(failure("subscription-show", "S2")).isEqualTo("no subscription S2; did you mean S1?");
    }

    @Test
    void tellsThatSomeWereRefused() {
        assertThat(run("subscription-list")).isEqualToIgnoringNewLines("no subscriptions");
        bus.failures.add(new FailedRegistration("subscription", "s", "A", 1, 11, "bad filter"));
        assertThat(run("subscription-list")).contains("1 refused, on any channel; registration-failures says why");
        assertThat(run("subscription-list", "--json").strip()).isEqualTo("[ ]");
    }

    @Test
    void resumesOne() {
        SubscriptionSnapshot one = FakeBus.subscription("S1", "Orders");
        bus.subscriptions.add(one);
        assertThat(run("subscription-resume", "S1")).isEqualToIgnoringNewLines("resumed subscription S1");
        assertThat(bus.orders).containsExactly("resume S1");
        assertThat(failure("subscription-resume", "S2")).isEqualTo("no subscription S2; did you mean S1?");
    }
}
