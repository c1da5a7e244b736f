package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A module is updated again and again while another sends 100,000 messages to its named subscription and never stops for
 * it. None is lost, and none comes again after its handler has returned normally.
 */
public class UpdateUnderLoadIT extends FelixTest {
    private static final int MESSAGES = 100_000;
    private static final int UPDATES = 6;
    private static final int BETWEEN_UPDATES = 12_000;
    private static final int LIMIT = 1_000_000;

    private MessageBus bus;
    private Ledger ledger;
    private Bundle feeder;

    @Before
    public void startTheFeeder() throws Exception {
        bus = service(MessageBus.class);
        ledger = Ledger.open(context, LIMIT);
        feeder = ModuleJar.of("Feeder").with(Feeding.class).start(context);
    }

    @After
    public void uninstallTheFeeder() throws Exception {
        feeder.uninstall();
        ledger.close();
        bus.removeChannel(Feeding.CHANNEL);
    }

    @Test
    public void oneAtATimeIntoALargeMailbox() throws Exception {
        bus.createChannel(ChannelSpec.named(Feeding.CHANNEL).withCapacity(LIMIT));

        flow(Feeding.Steadily.class, "concurrency=1");
    }

    @Test
    public void fourAtATimeWithAPublisherThatWaitsForRoom() throws Exception {
        bus.createChannel(ChannelSpec.named(Feeding.CHANNEL).withCapacity(64).blocking(Duration.ofSeconds(30)));

        flow(Feeding.AsFastAsItCan.class, "concurrency=4");
    }

    @Test
    public void inStrictOrderOverRetriesToo() throws Exception {
        bus.createChannel(ChannelSpec.named(Feeding.CHANNEL).withCapacity(LIMIT));

        flow(Feeding.Steadily.class, "ordered=true");
    }

    private void flow(Class<? extends Function<BundleContext, ?>> pace, String handling) throws Exception {
        Bundle hearer = version(0, handling).start(context);
        try {
            await().until(() -> !bus.subscriptions().isEmpty());
            runAs(feeder, pace);
            for (int version = 1; version <= UPDATES; version++) {
                awaitHandledBy(version - 1);
                hearer.update(version(version, handling).open());
            }
            awaitHandledBy(UPDATES);
            await().until(() -> ledger.total("sent") >= MESSAGES);
            runAs(feeder, Feeding.Stop.class);
            await().until(() -> subscription().queued() + subscription().inFlight() == 0);

            assertEachWasHandledOnce();
            assertTheBooksBalance();
        } finally {
            runAs(feeder, Feeding.Stop.class);
            hearer.uninstall();
        }
    }

    private void assertEachWasHandledOnce() {
        int sent = (int) ledger.total("sent");
        assertThat(sent).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(ledger.total("refused")).as("refused").isZero();
        assertThat(ledger.messages("returned", times -> times > 1))
                .as("handled again after the handler had returned")
                .isEmpty();
        assertThat(ledger.messages("returned", times -> times == 0))
                .as("not handled, the first is the first that was not sent")
                .startsWith(sent)
                .hasSize(LIMIT - sent);
        assertThat(ledger.messages("entered", times -> times > 1))
                .as("tried again")
                .isEqualTo(IntStream.range(0, sent)
                        .filter(Feeding::failsAtFirst)
                        .boxed()
                        .toList());
    }

    private void assertTheBooksBalance() {
        long sent = ledger.total("sent");
        SubscriptionSnapshot books = subscription();
        assertThat(books.state()).isEqualTo(SubscriptionSnapshot.State.ACTIVE);
        assertThat(books.offered()).isEqualTo(sent);
        assertThat(books.delivered()).isEqualTo(sent);
        assertThat(books.dropped() + books.cleared() + books.expired() + books.dead())
                .isZero();
        ChannelSnapshot channel = bus.channel(Feeding.CHANNEL).orElseThrow();
        assertThat(channel.sent()).isEqualTo(sent);
        assertThat(channel.routed()).isEqualTo(sent);
        assertThat(bus.deadLetters()).isEmpty();
    }

    private void awaitHandledBy(int version) {
        await("messages handled by version 1." + version)
                .until(() -> ledger.total("handled by 1." + version + ".0") >= BETWEEN_UPDATES);
    }

    private SubscriptionSnapshot subscription() {
        return bus.subscriptions().stream()
                .filter(subscription -> subscription.name().equals("hearer"))
                .findFirst()
                .orElseThrow();
    }

    private static ModuleJar version(int number, String handling) {
        return ModuleJar.of("Hearer")
                .header("Bundle-Version", "1." + number + ".0")
                .with(Feeding.class)
                .subscriber(
                        Feeding.Hears.class,
                        "channel=" + Feeding.CHANNEL,
                        "type=Numbered",
                        "name=hearer",
                        "backoff.ms=5",
                        handling);
    }
}
