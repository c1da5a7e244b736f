package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.Message;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Reply;
import dev.vagus.bus.RequestFailedException;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTest {
    record Sum(int sum) {}

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench =
            new Bench(Bench.settings(RedeliveryPolicy.DEFAULT.withRetries(1).withJitter(0)));

    @AfterEach
    void nothingWaits() {
        assertThat(bench.engine.openRequests()).isZero();
        assertThat(bench.due).isEmpty();
    }

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private CompletableFuture<Reply> ask(Duration timeout) {
        return bench.engine.requestAsync(Bench.SENDER, Draft.plain("C", "Ask"), 20, timeout);
    }

    private static void assertFailed(CompletableFuture<Reply> answer, ErrorCategory category, String text) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(RequestFailedException.class))
                .satisfies(failure -> {
                    assertThat(failure.category()).isEqualTo(category);
                    assertThat(failure).hasMessageContaining(text);
                });
    }

    @Test
    void theFirstAnswerReachesWhoAskedAsPlainStructure() {
        List<Boolean> accepted = new ArrayList<>();
        bench.subscribe(spec(), message -> {
            assertThat(message.isRequest()).isTrue();
            accepted.add(message.reply(new Sum((Integer) message.data() + 1)));
            accepted.add(message.reply(new Sum(0)));
        });
        CompletableFuture<Reply> answer = ask(SECOND);
        assertThat(answer).isNotDone();
        bench.runAll();
        assertThat(answer)
                .isCompletedWithValueMatching(reply -> Map.of("sum", 21).equals(reply.data()));
        Reply reply = answer.join();
        assertThat(reply.data(Sum.class)).isEqualTo(new Sum(21));
        assertThat(reply.source()).isEqualTo("hearer");
        assertThat(accepted).containsExactly(true, false);
        assertThatThrownBy(() -> reply.data(Integer.class))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    void aHandlerOnTheSendersThreadAnswersARequestThatBlocks() {
        bench.subscribe(spec().onCaller(), message -> message.reply("yes"));
        Reply reply = bench.engine.request(Bench.SENDER, Draft.plain("C", "Ask"), null, SECOND);
        assertThat(reply.data()).isEqualTo("yes");
    }

    @Test
    void whatNobodyHearsFailsAtOnce() {
        CompletableFuture<Reply> answer = ask(SECOND);
        bench.runAll();
        assertFailed(answer, ErrorCategory.NOT_FOUND, "heard by nobody");
    }

    @Test
    void theDeadlineEndsTheWaitingAndTheMessage() {
        List<Object> heard = bench.hear(spec());
        bench.engine.control().pause("C", "");
        CompletableFuture<Reply> answer = ask(SECOND);
        bench.pass(SECOND);
        assertFailed(answer, ErrorCategory.TIMEOUT, "not answered in time");
        bench.engine.control().resume("C");
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(bench.only().expired()).isEqualTo(1);
    }

    @Test
    void aModuleThatLeavesWithTheRequestInItsMailboxIsNotWaitedFor() {
        Attachment hearer = bench.subscribe(spec(), message -> message.reply("yes"));
        CompletableFuture<Reply> answer = ask(SECOND);
        hearer.close();
        bench.runAll();
        assertFailed(
                answer, ErrorCategory.UNAVAILABLE, "was not handled: the mailbox of subscription S1 of module hearer");
    }

    @Test
    void aClearedRequestThatWaitsForAnotherAttemptIsNotWaitedFor() {
        bench.subscribe(spec(), message -> {
            throw new IllegalStateException("not yet");
        });
        CompletableFuture<Reply> answer = ask(SECOND);
        bench.runAll();
        assertThat(answer).isNotDone();
        assertThat(bench.engine.clear("C")).isEqualTo(1);
        bench.runAll();
        assertFailed(answer, ErrorCategory.UNAVAILABLE, "was not handled");
    }

    @Test
    void aClearedRequestMayStillBeAnsweredByAnother() {
        Attachment leaving = bench.subscribe(spec(), message -> message.reply("left"));
        bench.subscribe(spec(), message -> message.reply("stayed"));
        CompletableFuture<Reply> answer = ask(SECOND);
        leaving.close();
        assertThat(answer).isNotDone();
        bench.runAll();
        assertThat(answer).isCompletedWithValueMatching(reply -> "stayed".equals(reply.data()));
    }

    @Test
    void theDeadlineAroundTheSenderIsNotExceededAndReachesTheHandler() {
        List<FlowContext> contexts = new ArrayList<>();
        bench.subscribe(spec(), message -> {
            contexts.add(FlowContext.current());
            message.reply("ok");
        });
        long deadline = SECOND.toNanos();
        FlowContext before = FlowContext.swap(new FlowContext("c", deadline, null, 1));
        try {
            ask(Duration.ofMinutes(1));
        } finally {
            FlowContext.swap(before);
        }
        bench.runAll();
        assertThat(contexts).containsExactly(new FlowContext("c", deadline, null, 0));
    }

    @Test
    void aFailureReachesWhoAskedAfterTheLastAttemptOfTheLastHandler() {
        bench.subscribe(spec().redelivered(RedeliveryPolicy.NONE), message -> {
            throw new IllegalArgumentException("first");
        });
        bench.subscribe(spec(), message -> {
            throw new IllegalStateException("second");
        });
        CompletableFuture<Reply> answer = ask(Duration.ofMinutes(1));
        bench.runAll();
        assertThat(answer).isNotDone();
        bench.pass(SECOND);
        assertFailed(answer, ErrorCategory.INTERNAL, "java.lang.IllegalStateException: second");
    }

    @Test
    void aRequestThatIsCancelledLeavesNothingBehind() {
        List<Boolean> accepted = new ArrayList<>();
        bench.subscribe(spec(), message -> accepted.add(message.reply("late")));
        ask(SECOND).cancel(true);
        assertThat(bench.engine.openRequests()).isZero();
        bench.runAll();
        assertThat(accepted).containsExactly(false);
    }

    @Test
    void whatIsNoRequestCannotBeAnswered() {
        List<Message<Object>> heard = new ArrayList<>();
        bench.subscribe(spec(), heard::add);
        bench.send("C", "T", 1);
        bench.runAll();
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.isRequest()).isFalse();
            assertThat(message.reply("x")).isFalse();
        });
    }

    @Test
    void theBusEndsWhatWaitsWhenItStops() {
        bench.hear(spec());
        CompletableFuture<Reply> answer = ask(SECOND);
        bench.engine.close();
        assertFailed(answer, ErrorCategory.UNAVAILABLE, "before the message bus stopped");
    }

    @Test
    void requestsThatWaitAreBounded() {
        bench.hear(spec());
        List<CompletableFuture<Reply>> all = new ArrayList<>();
        for (int i = 0; i < Requests.MOST; i++) {
            all.add(ask(SECOND));
        }
        assertThatThrownBy(() -> ask(SECOND))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("10000 requests wait");
        all.forEach(each -> each.cancel(false));
    }
}
