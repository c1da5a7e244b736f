package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Priority;
import dev.vagus.bus.SubscriptionSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Which messages a module hears, in which order, how many at once and on which thread. */
public class SubscriptionsIT extends TwoModulesTest {
    private static final String CHANNEL = "Heard";

    @Test
    public void typePatternsHearWithinAPartOrOverParts() throws Exception {
        startHearer("Start", "channel=" + CHANNEL, "type=Config*");
        startHearer("Part", "channel=" + CHANNEL, "type=*.Changed");
        startHearer("Deep", "channel=" + CHANNEL, "type=lab.**");

        List.of("ConfigChanged", "Config.Changed", "lab.Changed", "lab.step.Changed")
                .forEach(type -> send(CHANNEL, type, 1));

        awaitReportsInAnyOrder(
                "Start ConfigChanged 1",
                "Part Config.Changed 1",
                "Part lab.Changed 1",
                "Deep lab.Changed 1",
                "Deep lab.step.Changed 1");
    }

    @Test
    public void filtersLookIntoPayloadAndHeaders() throws Exception {
        startHearer("Filtering", "channel=" + CHANNEL, "filter=(&(n>=5)(h.region=eu))");

        sendFrom("eu", 4);
        sendFrom("us", 5);
        sendFrom("eu", 6);

        awaitReports("Filtering M 6");
        awaitQuiet();
        assertThat(subscriptionOf("Filtering").offered()).isEqualTo(1);
        assertThat(bus.channel(CHANNEL).orElseThrow().filtered()).isEqualTo(2);
    }

    @Test
    public void aPredicateOfTheModuleDecidesInItsOwnCode() throws Exception {
        Bundle module = start(ModuleJar.of("Choosy").with(HearsEvenNumbers.class));
        runAs(module, HearsEvenNumbers.class);

        IntStream.rangeClosed(1, 4).forEach(n -> send(CHANNEL, "M", n));

        awaitReports("even 2", "even 4");
        awaitQuiet();
        assertThat(subscriptionOf("Choosy").delivered()).isEqualTo(4);
    }

    @Test
    public void aHigherPriorityOvertakesWhatWaits() throws Exception {
        startHearer("Hearer", "channel=" + CHANNEL);
        bus.pauseChannel(CHANNEL, "so that they wait");
        for (Priority each : List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.LOW, Priority.HIGH)) {
            bus.message(CHANNEL, each.name())
                    .data(Map.of("n", journal.lines().size()))
                    .priority(each)
                    .send();
        }

        bus.resumeChannel(CHANNEL);

        awaitReports("Hearer HIGH 0", "Hearer HIGH 0", "Hearer NORMAL 0", "Hearer LOW 0", "Hearer LOW 0");
    }

    @Test
    public void asManyMessagesAsItsConcurrencyAreInAHandlerAtOnce() throws Exception {
        ServiceRegistration<?> barrier = context.registerService(CyclicBarrier.class, new CyclicBarrier(3), null);
        try {
            start(ModuleJar.of("Meeting")
                    .subscriber(Hearing.Meets.class, "channel=" + CHANNEL, "concurrency=3", "retries=0"));
            awaitSubscription("Meeting");

            IntStream.rangeClosed(1, 3).forEach(n -> send(CHANNEL, "M", n));

            awaitReports("Meeting met", "Meeting met", "Meeting met");
        } finally {
            barrier.unregister();
        }
    }

    @Test
    public void oneModuleOfAGroupGetsEachMessageAndOneThatIsPausedGetsNone() throws Exception {
        startHearer("One", "channel=" + CHANNEL, "group=workers");
        startHearer("Other", "channel=" + CHANNEL, "group=workers");

        bus.pauseSubscription(subscriptionOf("One").id(), "resting");
        send(CHANNEL, "M", 1);
        send(CHANNEL, "M", 2);
        bus.resumeSubscription(subscriptionOf("One").id());
        bus.pauseSubscription(subscriptionOf("Other").id(), "resting");
        send(CHANNEL, "M", 3);
        bus.resumeSubscription(subscriptionOf("Other").id());
        IntStream.rangeClosed(4, 100).forEach(n -> send(CHANNEL, "M", n));

        await().until(() -> journal.lines().size() == 100);
        awaitQuiet();
        assertThat(journal.lines()).contains("Other M 1", "Other M 2", "One M 3");
        assertThat(journal.lines())
                .extracting(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    public void callerDeliveryIsOnTheThreadThatSendsByPriorityAndKeepsFailuresFromTheSender() throws Exception {
        startOnCaller("Last", "priority=1");
        startOnCaller("First", "priority=9");
        String here = Thread.currentThread().getName();

        send(CHANNEL, "M", 1);
        assertThat(journal.lines()).containsExactly("First M on " + here, "Last M on " + here);

        send(CHANNEL, "FailsAtFirst", 2);
        await().until(() -> journal.lines().size() == 6);
        List<String> later = journal.lines().subList(2, 6);
        // The second attempt of the first may come before the first attempt of the last.
        assertThat(later)
                .containsSubsequence("First fails on " + here, "Last fails on " + here)
                .containsSubsequence("First fails on " + here, "First FailsAtFirst on a thread of the bus")
                .containsSubsequence("Last fails on " + here, "Last FailsAtFirst on a thread of the bus");
    }

    private void startOnCaller(String module, String priority) throws Exception {
        start(ModuleJar.of(module)
                .subscriber(
                        Hearing.ReportsItsThread.class,
                        "channel=" + CHANNEL,
                        "delivery=CALLER",
                        "backoff.ms=1",
                        priority));
        awaitSubscription(module);
    }

    private void sendFrom(String region, int n) {
        bus.message(CHANNEL, "M").data(Map.of("n", n)).header("region", region).send();
    }

    private void awaitReportsInAnyOrder(String... lines) {
        await().untilAsserted(() -> assertThat(journal.lines()).containsExactlyInAnyOrder(lines));
    }

    /** Run by the module Choosy. */
    public static final class HearsEvenNumbers implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return InModule.service(module, MessageBus.class)
                    .subscribe(
                            SubscriptionSpec.on(CHANNEL)
                                    .where(message -> (int) message.data().get("n") % 2 == 0),
                            message -> InModule.report(
                                    module, "even " + message.data().get("n")));
        }
    }
}
