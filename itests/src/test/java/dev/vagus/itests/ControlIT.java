package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.BusDrainedException;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DrainReport;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.Explanation.Verdict;
import dev.vagus.bus.SubscriptionSnapshot.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Messages are held back, let go, cleared and drained between two modules, and explained without being sent. */
public class ControlIT extends TwoModulesTest {
    private static final String CHANNEL = "Controlled";
    private static final Duration LONG = Duration.ofSeconds(20);

    private Bundle hearer;

    @Before
    public void startTheHearer() throws Exception {
        hearer = startHearer("Hearer", "channel=" + CHANNEL, "type=M", "filter=(n<=100)", "name=hearer");
    }

    @Test
    public void eachPauseHoldsByItselfAndIsShownWithItsReason() {
        bus.pause("maintenance");
        bus.pauseChannel(CHANNEL, "audit");
        bus.pauseSubscription(subscriptionOf("Hearer").id(), "debugging");
        send(CHANNEL, "M", 1);
        assertThat(subscriptionOf("Hearer").state()).isEqualTo(State.PAUSED);
        assertThat(subscriptionOf("Hearer").reason()).contains("maintenance", "audit", "debugging");
        assertThat(channel().state()).isEqualTo(ChannelSnapshot.State.PAUSED);

        bus.resume();
        bus.resumeChannel(CHANNEL);
        assertThat(subscriptionOf("Hearer").queued()).isEqualTo(1);
        assertThat(journal.lines()).isEmpty();

        bus.resumeSubscription(subscriptionOf("Hearer").id());
        awaitReports("Hearer M 1");
        assertThat(subscriptionOf("Hearer").state()).isEqualTo(State.ACTIVE);
    }

    @Test
    public void whatIsClearedIsCountedAndNotDelivered() {
        bus.pauseChannel(CHANNEL, "");
        send(CHANNEL, "M", 1);
        send(CHANNEL, "M", 2);

        assertThat(bus.clear(CHANNEL)).isEqualTo(2);
        send(CHANNEL, "M", 3);
        bus.resumeChannel(CHANNEL);

        awaitReports("Hearer M 3");
        assertThat(subscriptionOf("Hearer").cleared()).isEqualTo(2);
    }

    @Test
    public void aDrainDeliversWhatIsThereAndTurnsAwayWhatComes() {
        bus.pauseChannel(CHANNEL, "");
        send(CHANNEL, "M", 1);
        DrainReport held = bus.drain(CHANNEL, Duration.ofMillis(50));
        assertThat(held.isComplete()).isFalse();
        assertThat(held.left()).isEqualTo(1);
        assertThat(held.holding()).containsExactly(subscriptionOf("Hearer").id());
        bus.resumeChannel(CHANNEL);
        send(CHANNEL, "M", 2);

        DrainReport report = bus.drain(CHANNEL, LONG);

        assertThat(report.isComplete()).isTrue();
        assertThat(journal.lines()).containsExactly("Hearer M 1", "Hearer M 2");
        assertThat(channel().state()).isEqualTo(ChannelSnapshot.State.DRAINED);
        assertThatThrownBy(() -> send(CHANNEL, "M", 3))
                .isInstanceOf(BusDrainedException.class)
                .hasMessageContaining(CHANNEL);
        bus.resumeChannel(CHANNEL);
        send(CHANNEL, "M", 4);
        awaitReports("Hearer M 1", "Hearer M 2", "Hearer M 4");
    }

    @Test
    public void explainSaysWhoWouldGetAMessageAndWhyNot() {
        bus.createChannel(ChannelSpec.named(CHANNEL).withCapacity(1));

        assertThat(explain("M", 1)).isEqualTo("DELIVERED ");
        assertThat(explain("Other", 1)).startsWith("NOT_OFFERED").contains("type M");
        assertThat(explain("M", 101)).startsWith("NOT_OFFERED").contains("filter (n<=100)");
        bus.pauseChannel(CHANNEL, "audit");
        assertThat(explain("M", 1)).startsWith("KEPT").contains("audit");
        send(CHANNEL, "M", 1);
        assertThat(explain("M", 2)).isEqualTo("FULL its mailbox of 1 is full");
        assertThat(channel().sent()).isEqualTo(1);
    }

    @Test
    public void explainSaysWhatKeepsEveryMessageAway() {
        assertThat(bus.message("Nowhere", "M").explain().obstacle()).contains("no such channel");
        bus.drain(CHANNEL, LONG);
        assertThat(bus.message(CHANNEL, "M").explain().obstacle()).contains("drained");
    }

    @Test
    public void explainSaysThatAModuleIsBeingUpdated() throws Exception {
        List<String> explained = new ArrayList<>();
        SynchronousBundleListener duringTheUpdate = event -> {
            if (event.getBundle() == hearer && event.getType() == BundleEvent.UPDATED) {
                explained.add(explain("M", 1));
            }
        };
        context.addBundleListener(duringTheUpdate);
        try {
            hearer.update(ModuleJar.of("Hearer")
                    .subscriber(Hearing.Reports.class, "channel=" + CHANNEL, "type=M", "name=hearer")
                    .open());
        } finally {
            context.removeBundleListener(duringTheUpdate);
        }

        assertThat(explained)
                .singleElement()
                .asString()
                .startsWith(Verdict.KEPT.name())
                .contains("updated");
        await().until(() -> explain("M", 101).equals("DELIVERED "));
    }

    private ChannelSnapshot channel() {
        return bus.channel(CHANNEL).orElseThrow();
    }

    private String explain(String type, int n) {
        Explanation explanation =
                bus.message(CHANNEL, type).data(Map.of("n", n)).explain();
        assertThat(explanation.obstacle()).isEmpty();
        assertThat(explanation.recipients()).hasSize(1);
        Explanation.Recipient hearing = explanation.recipients().get(0);
        assertThat(hearing.module()).isEqualTo("Hearer");
        return hearing.verdict() + " " + hearing.reason();
    }
}
