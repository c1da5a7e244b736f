package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.module.ErrorCategory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What becomes of messages whose handler fails: redelivered, kept as dead letters, redriven to the repaired module. */
public class DeadLettersIT extends TwoModulesTest {
    private static final String CHANNEL = "Frail";

    @Test
    public void aMessageIsTriedAgainWhileTheOthersAreDelivered() throws Exception {
        startFailing(Hearing.RecoversAtTheThird.class, "retries=5", "backoff.ms=30");

        send(CHANNEL, "M", 1);
        send(CHANNEL, "M", 2);

        awaitReports("Frail fails at 1", "Frail handles 2", "Frail fails at 1", "Frail handles 1");
        assertThat(bus.deadLetters()).isEmpty();
    }

    @Test
    public void inStrictOrderTheOthersWait() throws Exception {
        startFailing(Hearing.RecoversAtTheThird.class, "retries=5", "backoff.ms=30", "ordered=true");

        send(CHANNEL, "M", 1);
        send(CHANNEL, "M", 2);

        awaitReports("Frail fails at 1", "Frail fails at 1", "Frail handles 1", "Frail handles 2");
    }

    @Test
    public void whatNoAttemptCouldDeliverIsRedrivenToTheModuleThatWasRepaired() throws Exception {
        Bundle module = startFailing(Hearing.Fails.class, "retries=1", "backoff.ms=1");
        send(CHANNEL, "M", 1);
        awaitDeadLetters(1);
        DeadLetter letter = bus.deadLetters().get(0);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.module()).isEqualTo("Frail");
        assertThat(letter.subscription()).isEqualTo("frail");
        assertThat(letter.message().source()).isEqualTo("Speaker");
        assertThat(letter.message().data()).isEqualTo(Map.of("n", 1));
        assertThat(letter.cause().summary()).contains("broken at 1");
        assertThat(letter.firstFailedAt()).isBeforeOrEqualTo(letter.failedAt());

        module.update(jar("2.0.0", Hearing.Reports.class, "retries=0").open());
        awaitSubscription("Frail");
        assertThat(bus.redrive(letter.id())).isEqualTo(Redrive.QUEUED);

        awaitReports("Frail fails at 1", "Frail fails at 1", "Frail M 1");
        assertThat(bus.deadLetters()).isEmpty();
        awaitQuiet();
        assertThat(subscriptionOf("Frail").delivered()).isEqualTo(1);
        assertThat(subscriptionOf("Frail").dead()).isEqualTo(1);
    }

    @Test
    public void aPayloadThatDoesNotFitIsADeadLetterAtOnceThatNamesTheField() throws Exception {
        startFailing(Hearing.TakesOrders.class, "retries=5");

        bus.send(CHANNEL, "Order", Map.of("item", "tea", "count", "a few"));
        bus.send(CHANNEL, "Order", Map.of("item", "tea", "count", 3));

        awaitReports("Frail tea 3");
        awaitDeadLetters(1);
        DeadLetter letter = bus.deadLetters().get(0);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.cause().category()).isEqualTo(ErrorCategory.VALIDATION);
        assertThat(letter.cause().message()).contains("count");
    }

    @Test
    public void withoutTheModuleTheyStayUntilTheyAreDiscarded() throws Exception {
        Bundle module = startFailing(Hearing.Fails.class, "retries=0");
        send(CHANNEL, "M", 1);
        send(CHANNEL, "Other", 2);
        awaitDeadLetters(2);

        module.uninstall();

        assertThat(bus.redrive(bus.deadLetters().get(0).id())).isEqualTo(Redrive.NO_SUBSCRIPTION);
        assertThat(bus.redrive(DeadLetterFilter.ALL)).isEqualTo(new RedriveReport(0, 2, 0));
        assertThat(bus.discard(DeadLetterFilter.ALL.ofType("Other"))).isEqualTo(1);
        assertThat(bus.deadLetters())
                .extracting(letter -> letter.message().type())
                .containsExactly("M");
    }

    private Bundle startFailing(Class<? extends MessageHandler<?>> handler, String... properties) throws Exception {
        Bundle module = start(jar("1.0.0", handler, properties));
        awaitSubscription("Frail");
        return module;
    }

    private static ModuleJar jar(String version, Class<? extends MessageHandler<?>> handler, String... properties) {
        String[] all = Stream.concat(Stream.of("channel=" + CHANNEL, "name=frail"), Stream.of(properties))
                .toArray(String[]::new);
        return ModuleJar.of("Frail").header("Bundle-Version", version).subscriber(handler, all);
    }

    private void awaitDeadLetters(int count) {
        await().until(() -> bus.deadLetters().size() == count);
    }
}
