package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.BundleException;

/** What a module that sends sees of a full mailbox of another, by each policy; a third module hears everything. */
public class OverflowIT extends TwoModulesTest {
    private static final String CHANNEL = "Small";
    private static final ChannelSpec SMALL = ChannelSpec.named(CHANNEL).withCapacity(2);

    @Test
    public void dropNewestKeepsWhatWasAccepted() throws Exception {
        pausedHearerOn(SMALL.withOverflow(OverflowPolicy.DROP_NEWEST));

        sendThree();

        awaitHeardAfterResume("Slow M 1", "Slow M 2");
        assertThat(subscriptionOf("Slow").dropped()).isEqualTo(1);
    }

    @Test
    public void dropOldestMakesRoomAtTheLowestPriorityFirst() throws Exception {
        pausedHearerOn(SMALL.withOverflow(OverflowPolicy.DROP_OLDEST));

        sendToBoth(1, Priority.NORMAL);
        sendToBoth(2, Priority.LOW);
        sendToBoth(3, Priority.NORMAL);

        awaitHeardAfterResume("Slow M 1", "Slow M 3");
        assertThat(subscriptionOf("Slow").dropped()).isEqualTo(1);
    }

    @Test
    public void failTellsTheSenderWhoseMailboxIsFullAndTheOthersHaveTheMessage() throws Exception {
        pausedHearerOn(SMALL.withOverflow(OverflowPolicy.FAIL));

        assertThatThrownBy(this::sendThree)
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("module Slow")
                .hasMessageNotContaining("module Quick");

        awaitHeardByQuick(3);
        awaitHeardAfterResume("Slow M 1", "Slow M 2");
    }

    @Test
    public void blockMakesTheSenderWaitUntilThereIsRoom() throws Exception {
        pausedHearerOn(SMALL.blocking(Duration.ofSeconds(20)));
        Executor thread = task -> new Thread(task, "sender").start();

        CompletableFuture<Void> sending = CompletableFuture.runAsync(this::sendThree, thread);
        awaitHeardByQuick(3);
        assertThat(subscriptionOf("Slow").queued()).isEqualTo(2);
        assertThat(sending).isNotDone();

        awaitHeardAfterResume("Slow M 1", "Slow M 2", "Slow M 3");
        sending.get(10, TimeUnit.SECONDS);
        assertThat(subscriptionOf("Slow").dropped()).isZero();
    }

    @Test
    public void blockEndsWithAnErrorAtItsDeadline() throws Exception {
        pausedHearerOn(SMALL.blocking(Duration.ofMillis(20)));

        assertThatThrownBy(this::sendThree)
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("module Slow");
        assertThat(subscriptionOf("Slow").queued()).isEqualTo(2);
    }

    @Test
    public void aHandlerThatFillsItsOwnBlockingMailboxGetsAnErrorAtOnceThatSaysSo() throws Exception {
        bus.createChannel(SMALL.blocking(Duration.ofMinutes(10)));
        start(ModuleJar.of("Selfish").subscriber(Hearing.SendsToItself.class, "channel=" + CHANNEL));
        awaitSubscription("Selfish");

        send(CHANNEL, "Start", 0);

        await().until(() -> journal.lines().size() == 5);
        assertThat(journal.lines().get(2))
                .startsWith("Selfish ")
                .contains(
                        "only the handler that is sending could empty it", "more capacity or another overflow policy");
        assertThat(journal.lines())
                .filteredOn(line -> !line.contains("could empty"))
                .containsExactly("Selfish sent 1", "Selfish sent 2", "Selfish Own 1", "Selfish Own 2");
    }

    private void pausedHearerOn(ChannelSpec spec) throws BundleException {
        bus.createChannel(spec);
        startHearer("Slow", "channel=" + CHANNEL);
        startHearer("Quick", "channel=" + CHANNEL);
        bus.pauseSubscription(subscriptionOf("Slow").id(), "to fill its mailbox");
    }

    private void sendThree() {
        for (int n = 1; n <= 3; n++) {
            sendToBoth(n, Priority.NORMAL);
        }
    }

    /** Lets the quick one keep up, whose mailbox is no larger; waits for it also when the slow one has refused. */
    private void sendToBoth(int n, Priority priority) {
        try {
            bus.message(CHANNEL, "M").data(Map.of("n", n)).priority(priority).send();
        } finally {
            awaitHeardByQuick(n);
        }
    }

    private void awaitHeardByQuick(int messages) {
        await().until(() -> subscriptionOf("Quick").delivered() == messages);
    }

    private void awaitHeardAfterResume(String... lines) {
        bus.resumeSubscription(subscriptionOf("Slow").id());
        await().untilAsserted(() -> assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("Slow"))
                .containsExactly(lines));
        assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("Quick"))
                .containsExactly("Quick M 1", "Quick M 2", "Quick M 3");
    }
}
