package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.Message;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.RedriveReport;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.module.VagusException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retries, dead letters and what can be done about them; the bound of waiting messages is 2 here. */
class RedeliveryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RedeliveryPolicy TWICE = RedeliveryPolicy.DEFAULT
            .withRetries(2)
            .withBackoff(SECOND, 2)
            .withJitter(0)
            .withMaxBackoff(Duration.ofMinutes(1));

    private static final class Failure extends VagusException {
        private static final long serialVersionUID = 1L;

        Failure(ErrorCategory category) {
            super(category, "as the test wants it", null);
        }
    }

    private final Bench bench = new Bench(Bench.settings(TWICE));
    private final List<Object> heard = new ArrayList<>();
    private final List<Object> bad = new ArrayList<>(List.of("bad"));

    @AfterEach
    void theBooksBalance() {
        assertThat(bench.engine.subscriptions()).allSatisfy(s -> assertThat(
                        s.delivered() + s.expired() + s.dropped() + s.cleared() + s.dead() + s.queued() + s.inFlight())
                .isEqualTo(s.offered()));
    }

    /** Hears the text of each message at every attempt, and fails at those that are bad. */
    private Attachment hear(SubscriptionSpec<Object> spec) {
        return bench.subscribe(spec, this::handle);
    }

    private void handle(Message<Object> message) {
        heard.add(message.data());
        if (bad.contains(message.data())) {
            throw new IllegalStateException("bad");
        }
    }

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private void send(Object data) {
        bench.send("C", "T", data);
    }

    @Test
    void aFailedMessageIsTriedAgainAfterGrowingPausesAndThenIsADeadLetter() {
        hear(spec());
        send("bad");
        bench.runAll();
        assertThat(bench.only()).returns(1L, SubscriptionSnapshot::inFlight).returns(1L, s -> s.redelivering());
        bench.pass(Duration.ofMillis(999));
        assertThat(heard).hasSize(1);
        bench.pass(Duration.ofMillis(1));
        assertThat(heard).hasSize(2);
        bench.pass(Duration.ofMillis(1_999));
        assertThat(heard).hasSize(2);
        bench.pass(Duration.ofMillis(1));
        assertThat(heard).hasSize(3);
        assertThat(bench.engine.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.firstFailedAt()).isEqualTo(Instant.ofEpochSecond(1_000));
            assertThat(letter.failedAt()).isEqualTo(Instant.ofEpochSecond(1_003));
            assertThat(letter.cause().summary()).isEqualTo("java.lang.IllegalStateException: bad");
        });
        assertThat(bench.only()).returns(1L, s -> s.dead()).returns(0L, s -> s.redelivering());
        assertThat(bench.due).isEmpty();
    }

    @Test
    void laterMessagesDoNotWaitForARetryAndASuccessEndsIt() {
        hear(spec());
        send("bad");
        send("good");
        bench.runAll();
        bad.clear();
        bench.pass(SECOND);
        assertThat(heard).containsExactly("bad", "good", "bad");
        assertThat(bench.only()).returns(2L, s -> s.delivered()).returns(0L, s -> s.redelivering());
        assertThat(bench.engine.deadLetters()).isEmpty();
    }

    @Test
    void inStrictOrderLaterMessagesWait() {
        hear(spec().ordered());
        send("bad");
        send("good");
        bench.runAll();
        assertThat(heard).containsExactly("bad");
        bench.pass(SECOND);
        bad.clear();
        bench.pass(SECOND.multipliedBy(2));
        assertThat(heard).containsExactly("bad", "bad", "bad", "good");
    }

    @Test
    void inStrictOrderADeadLetterLetsTheNextOneGo() {
        hear(spec().ordered().redelivered(TWICE.withRetries(1)));
        send("bad");
        send("good");
        bench.runAll();
        bench.pass(SECOND);
        assertThat(heard).containsExactly("bad", "bad", "good");
    }

    @Test
    void noMoreThanTheBoundWaitForARetry() {
        bad.addAll(List.of("bad 2", "bad 3"));
        hear(spec());
        List.of("bad", "bad 2", "bad 3").forEach(this::send);
        bench.runAll();
        assertThat(heard).containsExactly("bad", "bad 2");
        assertThat(bench.only()).returns(1L, s -> s.queued()).returns(2L, s -> s.redelivering());
        bad.clear();
        bench.pass(SECOND);
        assertThat(heard).endsWith("bad 3").hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"TIMEOUT", "UNAVAILABLE", "BUSY", "NETWORK", "INTERNAL"})
    void whatMayPassIsTriedAgain(ErrorCategory category) {
        bench.subscribe(spec(), message -> {
            throw new Failure(category);
        });
        send("x");
        bench.runAll();
        assertThat(bench.only().redelivering()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"VALIDATION", "AUTHENTICATION", "AUTHORIZATION", "NOT_FOUND", "CANCELLED"})
    void whatWillNotPassIsADeadLetterAtOnce(ErrorCategory category) {
        bench.subscribe(spec(), message -> {
            throw new Failure(category);
        });
        send("x");
        bench.runAll();
        assertThat(bench.engine.deadLetters()).singleElement().returns(1, DeadLetter::attempts);
    }

    @Test
    void expiryIsCheckedAtEachAttempt() {
        hear(spec().ordered());
        bench.send("C", "T", "bad", Duration.ofMillis(500));
        send("good");
        bench.runAll();
        bench.pass(SECOND);
        assertThat(heard).containsExactly("bad", "good");
        assertThat(bench.only()).returns(1L, s -> s.expired()).returns(0L, s -> s.redelivering());
    }

    @Test
    void whatWaitsWhenItsSubscriptionEndsIsCleared() {
        Attachment attachment = hear(spec());
        send("bad");
        bench.runAll();
        attachment.close();
        assertThat(attachment.snapshot())
                .returns(1L, s -> s.cleared())
                .returns(0L, s -> s.inFlight())
                .returns(0L, s -> s.redelivering());
        assertThat(bench.due).isEmpty();
    }

    @Test
    void whatIsDueButNotHandledYetIsClearedToo() {
        hear(spec());
        send("bad");
        bench.runAll();
        bench.windowEnds();
        assertThat(bench.engine.clear("C")).isEqualTo(1);
        bench.runAll();
        assertThat(heard).hasSize(1);
        assertThat(bench.only()).returns(1L, s -> s.cleared()).returns(0L, s -> s.redelivering());
    }

    @Test
    void aRetryGoesToTheNewVersionOfAModule() {
        Attachment old = hear(spec().named("keep"));
        send("bad");
        bench.runAll();
        old.detach(Duration.ofMinutes(1));
        bench.pass(SECOND);
        assertThat(heard).hasSize(1);
        bad.clear();
        hear(spec().named("keep"));
        bench.runAll();
        assertThat(heard).hasSize(2);
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    private TimeOrderedId onlyLetter() {
        return bench.engine.deadLetters().get(0).id();
    }

    @Test
    void aDeadLetterIsRedrivenToTheNewVersionOfAModuleWithAllItsAttempts() {
        Attachment old = hear(spec().named("keep").redelivered(RedeliveryPolicy.NONE));
        bench.send("C", "T", "bad", SECOND);
        bench.runAll();
        DeadLetterOffice office = bench.engine.deadLetterOffice();
        TimeOrderedId id = onlyLetter();
        assertThat(office.find(id)).isPresent();
        old.close();
        assertThat(office.redrive(id, null)).isEqualTo(Redrive.NO_SUBSCRIPTION);
        assertThat(bench.engine.deadLetters()).hasSize(1);
        hear(spec().named("keep"));
        bench.pass(Duration.ofMinutes(1));
        assertThat(office.redrive(id, null)).isEqualTo(Redrive.QUEUED);
        assertThat(office.redrive(id, null)).isEqualTo(Redrive.NOT_FOUND);
        bench.runAll();
        assertThat(bench.only()).returns(1L, s -> s.offered()).returns(1L, s -> s.redelivering());
        bad.clear();
        bench.pass(SECOND);
        assertThat(bench.only().delivered()).isEqualTo(1);
        assertThat(heard).hasSize(3);
    }

    @Test
    void deadLettersAreRedrivenAndDiscardedByFilterAndToAnotherSubscription() {
        hear(spec().named("a").redelivered(RedeliveryPolicy.NONE));
        hear(spec().named("b").redelivered(RedeliveryPolicy.NONE));
        send("bad");
        bench.runAll();
        DeadLetterOffice office = bench.engine.deadLetterOffice();
        assertThat(office.list(DeadLetterFilter.ALL.ofSubscription("a"))).hasSize(1);
        assertThat(office.discard(DeadLetterFilter.ALL.ofSubscription("b").onChannel("C")))
                .isEqualTo(1);
        assertThat(office.redrive(DeadLetterFilter.ALL.onChannel("D"))).isEqualTo(new RedriveReport(0, 0, 0));
        assertThat(office.redrive(DeadLetterFilter.ALL)).isEqualTo(new RedriveReport(1, 0, 0));
        bench.runAll();
        TimeOrderedId again = onlyLetter();
        bad.clear();
        assertThat(office.redrive(again, "b")).isEqualTo(Redrive.QUEUED);
        bench.runAll();
        assertThat(bench.engine.deadLetters()).isEmpty();
        send("bad");
        assertThat(office.discard(again)).isFalse();
    }

    @Test
    void whatIsRetriedHoldsNoClassOfThePublisher() {
        record Own(String text) {}
        List<Object> payloads = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("C", Own.class), message -> {
            payloads.add(message.data());
            throw new IllegalStateException("bad");
        });
        Own own = new Own("x");
        send(own);
        bench.runAll();
        bench.pass(SECOND);
        assertThat(payloads).containsExactly(own, own);
        assertThat(payloads.get(0)).isSameAs(own);
        assertThat(payloads.get(1)).isNotSameAs(own);
        assertThat(bench.only().redelivering()).isEqualTo(1);
        assertThat(Map.of("text", "x")).isEqualTo(bench.structures.freeze(own));
    }
}
