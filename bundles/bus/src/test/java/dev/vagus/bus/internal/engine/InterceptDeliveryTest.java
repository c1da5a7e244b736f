package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.Priority;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.Reply;
import dev.vagus.bus.Retention;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import dev.vagus.spi.FlowContext;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class InterceptDeliveryTest extends InterceptorBench {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private final List<Message<Object>> heard = new ArrayList<>();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private static RedeliveryPolicy retries(int number) {
        return RedeliveryPolicy.DEFAULT.withRetries(number);
    }

    private DeadLetter onlyLetter() {
        assertThat(bench.engine.deadLetters()).hasSize(1);
        return bench.engine.deadLetters().get(0);
    }

    /** What a handler may ask for. */
    record Job(int number) {}

    @Test
    void theHandlerGetsWhatItMadeOfTheMessageInItsOwnType() {
        List<Job> jobs = new ArrayList<>();
        bench.subscribe(SubscriptionSpec.on("C", Job.class), message -> {
            jobs.add(message.data());
            seen.add(message.headers().toString() + FlowContext.current().traceparent());
        });
        delivery((delivery, next) -> next.proceed(
                delivery.withData(Map.of("number", 7)).withHeader("tenant", "a").withHeader("traceparent", TRACE)));
        bench.send("C", "T", "raw");
        bench.runAll();
        assertThat(jobs).containsExactly(new Job(7));
        assertThat(seen.get(0)).contains("tenant=a").endsWith("}" + TRACE);
        assertThat(FlowContext.current()).isSameAs(FlowContext.NONE);
    }

    @Test
    void itSeesWhoGetsTheMessageAndWorksInItsContext() {
        bench.subscribe(spec().named("all"), heard::add);
        delivery((delivery, next) -> {
            seen.add(delivery.subscription() + " " + delivery.subscriptionName() + " " + delivery.module() + " "
                    + delivery.bundleId() + " " + delivery.attempt() + " "
                    + delivery.message().source() + " "
                    + delivery.message().data() + " " + FlowContext.current().correlationId());
            return next.proceed(delivery);
        });
        bench.engine.send(Bench.SENDER, new Draft("C", "T", Priority.LOW, null, Map.of(), "affair", false), List.of(1));
        bench.runAll();
        assertThat(seen).containsExactly("S1 all hearer 2 1 sender [1] affair");
        assertThat(heard).hasSize(1);
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    @Test
    void aRefusalThatWillNotPassIsADeadLetterAtOnceThatNamesIt() {
        bench.subscribe(spec().redelivered(retries(3)), heard::add);
        delivery((delivery, next) -> {
            throw new MessageRefusedException(ErrorCategory.AUTHORIZATION, "it may not read this");
        });
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(onlyLetter()).satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.cause().category()).isEqualTo(ErrorCategory.AUTHORIZATION);
            assertThat(letter.cause().message())
                    .contains("was refused to subscription S1 of module hearer on channel C by interceptor delivery of"
                            + " module Guard: it may not read this");
        });
        assertThat(bench.only().dead()).isEqualTo(1);
        assertThat(figures(0).refusals()).isEqualTo(1);
    }

    @Test
    void anErrorThatMayPassIsAFailedAttemptAndTheNextBeginsWithTheMessageAsItWasSent() {
        bench.subscribe(spec().redelivered(retries(3)), heard::add);
        delivery((delivery, next) -> {
            seen.add(delivery.attempt() + " " + delivery.message().headers());
            if (delivery.attempt() < 3) {
                next.proceed(delivery.withHeader("changed", "yes").withData("other"));
                throw new IllegalStateException("not yet");
            }
            return next.proceed(delivery);
        });
        bench.send("C", "T", 1);
        bench.runAll();
        bench.pass(Duration.ofMinutes(1));
        bench.pass(Duration.ofMinutes(1));
        assertThat(seen).containsExactly("1 {}", "2 {}", "3 {}");
        assertThat(heard).extracting(Message::data).containsExactly("other", "other", 1);
        assertThat(bench.only().delivered()).isEqualTo(1);
        assertThat(bench.engine.deadLetters()).isEmpty();
        assertThat(figures(0).deliveries()).isEqualTo(3);
        assertThat(figures(0).refusals()).isEqualTo(2);
    }

    @Test
    void theLastErrorOfItIsTheCauseOfTheDeadLetter() {
        bench.subscribe(spec().redelivered(retries(1)), heard::add);
        delivery((delivery, next) -> Outcome.failed(new SocketException("no route")));
        bench.send("C", "T", 1);
        bench.runAll();
        bench.pass(Duration.ofMinutes(1));
        assertThat(onlyLetter().attempts()).isEqualTo(2);
        assertThat(onlyLetter().cause().category()).isEqualTo(ErrorCategory.NETWORK);
        assertThat(onlyLetter().cause().message()).contains("interceptor delivery of module Guard", "no route");
        assertThat(onlyLetter().cause().cause().type()).isEqualTo("java.net.SocketException");
    }

    @Test
    void theFailureOfTheHandlerIsNotItsOwnWhetherItReturnsOrThrowsIt() {
        bench.subscribe(spec(), message -> {
            throw new IllegalStateException("broken");
        });
        add("outer", -1, new Watcher("outer"));
        delivery((delivery, next) -> {
            Outcome outcome = next.proceed(delivery);
            if (outcome.error() instanceof RuntimeException e) {
                throw e;
            }
            return outcome;
        });
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(onlyLetter().cause().summary()).isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(figures(0).refusals() + figures(1).refusals()).isZero();
        assertThat(seen).contains("outer gave java.lang.IllegalStateException: broken");
    }

    @Test
    void aPayloadThatDoesNotFitIsTheSameDeadLetterAsWithoutIt() {
        bench.subscribe(SubscriptionSpec.on("C", Job.class), message -> seen.add("handled"));
        bench.send("C", "T", "no number");
        bench.runAll();
        delivery((delivery, next) -> next.proceed(delivery)
                .onDone((nothing, error) -> seen.add(ErrorCategory.of(error).label())));
        bench.send("C", "T", "no number");
        bench.runAll();
        assertThat(seen).containsExactly("validation");
        List<DeadLetter> letters = bench.engine.deadLetters();
        assertThat(letters.get(1).cause().type())
                .isEqualTo(letters.get(0).cause().type());
        assertThat(letters.get(1).cause().message())
                .isEqualTo(letters.get(0).cause().message());
        assertThat(letters.get(1).cause().category()).isEqualTo(ErrorCategory.VALIDATION);
    }

    @Test
    void itMayHandleTheMessageItself() {
        bench.subscribe(spec(), heard::add);
        delivery((delivery, next) -> Outcome.of((Object) null));
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    @Test
    void itMayCallTheHandlerAgainWithinTheAttempt() {
        bench.subscribe(spec(), message -> {
            heard.add(message);
            if (heard.size() == 1) {
                throw new IllegalStateException("once");
            }
        });
        delivery((delivery, next) -> next.proceed(delivery).recover(error -> next.proceed(delivery)));
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).hasSize(2);
        assertThat(bench.only().delivered()).isEqualTo(1);
    }

    @Test
    void itHearsWhenAnAsynchronousHandlerIsDone() {
        List<CompletableFuture<Object>> stages = new ArrayList<>();
        bench.subscribeAsync(spec(), message -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        add("watcher", 0, new Watcher("w"));
        bench.send("C", "A", 1);
        bench.send("C", "B", 2);
        bench.runAll();
        assertThat(seen)
                .containsExactly("w sends A", "w sent to 1", "w sends B", "w sent to 1", "w gives A to S1 at 1");
        assertThat(bench.only().inFlight()).isEqualTo(1);
        stages.get(0).complete("ignored");
        bench.runAll();
        assertThat(seen).hasSize(7).endsWith("w gave it", "w gives B to S1 at 1");
        stages.get(1).completeExceptionally(new CompletionException(new IllegalStateException("broken")));
        bench.runAll();
        assertThat(seen).hasSize(8).endsWith("w gave java.lang.IllegalStateException: broken");
        assertThat(onlyLetter().cause().summary()).isEqualTo("java.lang.IllegalStateException: broken");
        assertThat(figures(0).refusals()).isZero();
        assertThat(bench.only().delivered()).isEqualTo(1);
        assertThat(bench.only().inFlight()).isZero();
    }

    @Test
    void itMayItselfBeDoneLaterAndFailThen() {
        CompletableFuture<Object> check = new CompletableFuture<>();
        bench.subscribe(spec(), heard::add);
        InterceptorEntry waiting = delivery((delivery, next) ->
                Outcome.of(check.thenCompose(yes -> next.proceed(delivery).toStage())));
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(bench.only().inFlight()).isEqualTo(1);
        check.complete(true);
        assertThat(heard).hasSize(1);
        assertThat(bench.only().delivered()).isEqualTo(1);

        remove(waiting);
        CompletableFuture<Object> failing = new CompletableFuture<>();
        delivery((delivery, next) -> Outcome.of(failing));
        bench.send("C", "T", 2);
        bench.runAll();
        failing.completeExceptionally(new MessageRefusedException(ErrorCategory.VALIDATION, "no"));
        assertThat(onlyLetter().cause().message()).endsWith("by interceptor delivery of module Guard: no");
    }

    @Test
    void nullInsteadOfAnOutcomeIsAFailedAttempt() {
        bench.subscribe(spec(), heard::add);
        delivery((delivery, next) -> noOutcome());
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(onlyLetter().cause().message()).contains("returned null");
    }

    @SuppressWarnings("NullAway")
    private static Outcome noOutcome() {
        return null;
    }

    @Test
    void aRedrivenDeadLetterPassesItAnewAndTheSendingDoesNot() {
        List<Boolean> open = new ArrayList<>();
        bench.subscribe(spec(), heard::add);
        add("watcher", 0, new Watcher("w"));
        delivery((delivery, next) -> {
            if (open.isEmpty()) {
                throw new MessageRefusedException(ErrorCategory.AUTHORIZATION, "closed");
            }
            return next.proceed(delivery);
        });
        bench.send("C", "T", 1);
        bench.runAll();
        open.add(true);
        seen.clear();
        assertThat(bench.engine.deadLetterOffice().redrive(onlyLetter().id(), null))
                .isEqualTo(Redrive.QUEUED);
        bench.runAll();
        assertThat(seen).containsExactly("w gives T to S1 at 1", "w gave it");
        assertThat(heard).hasSize(1);
    }

    @Test
    void eachRetryPassesItWithItsNumber() {
        bench.subscribe(spec().redelivered(retries(2)), message -> {
            throw new IllegalStateException("broken");
        });
        add("watcher", 0, new Watcher("w"));
        bench.send("C", "T", 1);
        bench.runAll();
        bench.pass(Duration.ofMinutes(1));
        bench.pass(Duration.ofMinutes(1));
        assertThat(seen)
                .filteredOn(line -> line.startsWith("w gives"))
                .containsExactly("w gives T to S1 at 1", "w gives T to S1 at 2", "w gives T to S1 at 3");
        assertThat(seen).filteredOn(line -> line.startsWith("w sends")).hasSize(1);
    }

    @Test
    void aReplayedMessagePassesItAtItsDelivery() {
        bench.channel(ChannelSpec.named("C").retaining(Retention.ofLast(5)));
        bench.send("C", "T", 1);
        add("watcher", 0, new Watcher("w"));
        bench.subscribe(spec(), heard::add);
        bench.runAll();
        assertThat(seen).containsExactly("w gives T to S1 at 1", "w gave it");
    }

    @Test
    void ofAGroupItGoesAroundTheMemberThatGetsTheMessage() {
        bench.subscribe(spec().inGroup("g"), heard::add);
        bench.subscribe(spec().inGroup("g"), heard::add);
        add("watcher", 0, new Watcher("w"));
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(seen).filteredOn(line -> line.startsWith("w gives")).hasSize(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void onTheSendersThreadItGoesAroundTheHandlerWithinTheSending() {
        bench.subscribe(spec().onCaller(), heard::add);
        add("watcher", 0, new Watcher("w"));
        bench.send("C", "T", 1);
        assertThat(seen).containsExactly("w sends T", "w gives T to S1 at 1", "w gave it", "w sent to 1");
        assertThat(heard).hasSize(1);
    }

    @Test
    void anAnswerThatItGivesIsTheModulesOwn() {
        bench.subscribe(spec(), heard::add);
        delivery((delivery, next) -> {
            delivery.message().reply("cached");
            return Outcome.of((Object) null);
        });
        CompletableFuture<Reply> reply =
                bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "T"), 1, Duration.ofSeconds(5));
        bench.runAll();
        assertThat(reply)
                .isCompletedWithValueMatching(
                        each -> each.data().equals("cached") && each.source().equals("hearer"));
        assertThat(heard).isEmpty();
    }

    @Test
    void aRefusedRequestEndsWithTheReason() {
        bench.subscribe(spec(), heard::add);
        delivery((delivery, next) -> {
            throw new MessageRefusedException(ErrorCategory.AUTHORIZATION, "not for you");
        });
        CompletableFuture<Reply> reply =
                bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "T"), 1, Duration.ofSeconds(5));
        bench.runAll();
        assertThat(reply.handle((answer, error) -> ErrorCategory.of(error) + " " + error.getMessage()))
                .isCompletedWithValueMatching(text -> text.startsWith("AUTHORIZATION") && text.contains("not for you"));
    }

    @Test
    void theBooksBalanceOverAllOutcomes() {
        bench.subscribe(spec(), heard::add);
        delivery((delivery, next) -> switch ((int) delivery.message().data() % 3) {
            case 0 -> next.proceed(delivery);
            case 1 -> Outcome.of((Object) null);
            default -> throw new MessageRefusedException(ErrorCategory.VALIDATION, "no");
        });
        for (int i = 0; i < 30; i++) {
            bench.send("C", "T", i);
        }
        bench.runAll();
        SubscriptionSnapshot books = bench.only();
        assertThat(books.offered()).isEqualTo(30);
        assertThat(books.delivered()).isEqualTo(20);
        assertThat(books.dead()).isEqualTo(10);
        assertThat(heard).hasSize(10);
    }
}
