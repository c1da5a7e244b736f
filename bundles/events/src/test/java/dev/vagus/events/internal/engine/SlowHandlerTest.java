package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.HandlerStatus;
import dev.vagus.events.HandlerStatus.State;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** What is sent to a handler that has been too slow, by a clock that the test sets. */
class SlowHandlerTest {
    private static final long MILLI = 1_000_000;
    private static final Budget BUDGET =
            new Budget(Duration.ofMillis(50), 3, Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(400));

    private final AtomicLong now = new AtomicLong(1_000 * MILLI);
    private final ManualExecutor executor = new ManualExecutor();
    private final History history = new History(Limits.DEFAULTS, () -> 1_000L);
    private final EventEngine engine = new EventEngine(
            new ModuleEvents(new Structures(), () -> 1_000L),
            history,
            new StickyEvents(history, 10),
            executor,
            now::get,
            10);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> senders = new CopyOnWriteArrayList<>();
    private final HandlerEntry handler = add("handler");

    @AfterEach
    void releaseSenders() throws InterruptedException {
        release.countDown();
        for (Thread sender : senders) {
            sender.join(10_000);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    private HandlerEntry add(String name) {
        HandlerIdentity identity = new HandlerIdentity(name, HandlerKind.OSGI, "test", 1);
        return engine.add(identity, Interests.in("t"), occurrence -> {
            Object number = occurrence.event().getProperty("number");
            heard.add(name + " " + number + " on "
                    + (senders.contains(Thread.currentThread()) ? "a sender" : "the mailbox"));
            if (number.equals(0)) {
                release.await();
            }
        });
    }

    private Thread send(int number) {
        Thread sender = new Thread(() -> engine.send(new Event("t", Map.of("number", number))), "sender-" + number);
        senders.add(sender);
        sender.start();
        return sender;
    }

    private static boolean ends(Thread sender) throws InterruptedException {
        sender.join(10_000);
        return !sender.isAlive();
    }

    private void look(long millis) {
        executor.look(now.addAndGet(millis * MILLI));
    }

    private HandlerStatus status() {
        return handler.snapshot().status();
    }

    /** A sender is in the handler, over its budget. */
    private void makeSlow(Budget budget) {
        engine.terms(new HandlerTerms(Duration.ZERO, budget));
        send(0);
        await().until(() -> heard.size() == 1);
        look(0);
        look(budget.limit().toMillis() - 1);
        assertThat(status().state()).isEqualTo(State.RUNNING);
        look(2);
        assertThat(status())
                .returns(State.SLOW, HandlerStatus::state)
                .returns(1L, HandlerStatus::overruns)
                .returns(budget.limit(), HandlerStatus::budget);
    }

    @Test
    void whatIsSentToItGoesThroughItsMailboxAndTheSenderWaitsForItsBudget() throws InterruptedException {
        makeSlow(BUDGET);

        Thread sender = send(1);
        await().until(() -> handler.snapshot().queued() == 1);
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
        now.addAndGet(49 * MILLI);
        assertThat(status().overdue()).isZero();
        now.addAndGet(2 * MILLI);
        assertThat(ends(sender)).isTrue();

        assertThat(status().overdue()).isEqualTo(1);
        assertThat(heard).containsExactly("handler 0 on a sender");
        executor.runAll();
        assertThat(heard).containsExactly("handler 0 on a sender", "handler 1 on the mailbox");
        assertThat(status().overdue()).isZero();
        assertThat(handler.snapshot())
                .returns(2L, each -> each.offered())
                .returns(1L, each -> each.delivered())
                .returns(1L, each -> each.inFlight());
    }

    @Test
    void theSenderGoesOnAsSoonAsTheHandlerHasHadIt() throws InterruptedException {
        makeSlow(BUDGET.withLimit(Duration.ofHours(1)));

        Thread sender = send(1);
        await().until(() -> handler.snapshot().queued() == 1);
        executor.runAll();

        assertThat(ends(sender)).isTrue();
        assertThat(heard).contains("handler 1 on the mailbox");
        assertThat(status().overdue()).isZero();
    }

    @Test
    void itIsRunBySendersAgainAfterAWindowWithoutOverrunsAndNotBeforeItHasHadWhatWaits() throws InterruptedException {
        makeSlow(BUDGET);
        Thread late = send(1);
        await().until(() -> late.getState() == Thread.State.TIMED_WAITING);
        now.addAndGet(60 * MILLI);
        assertThat(ends(late)).isTrue();
        release.countDown();
        await().until(() -> handler.snapshot().delivered() == 1);
        look(0);
        look(900);
        assertThat(status().state()).isEqualTo(State.SLOW);
        look(50);
        assertThat(status()).returns(State.RUNNING, HandlerStatus::state).returns("", HandlerStatus::reason);

        Thread behind = send(2);
        await().until(() -> handler.snapshot().queued() == 2);
        executor.runAll();
        assertThat(ends(behind)).isTrue();
        Thread prompt = send(3);
        assertThat(ends(prompt)).isTrue();

        assertThat(heard)
                .containsExactly(
                        "handler 0 on a sender",
                        "handler 1 on the mailbox",
                        "handler 2 on the mailbox",
                        "handler 3 on a sender");
    }

    @Test
    void aSenderThatIsInsideForGoodKeepsItSlowHoweverLongItTakes() {
        makeSlow(BUDGET);
        for (int i = 0; i < 100; i++) {
            look(60);
        }
        assertThat(status()).returns(State.SLOW, HandlerStatus::state).returns(1L, HandlerStatus::overruns);
        assertThat(status().reason()).startsWith("over its budget of 50 ms, last by a call that took at least");
    }

    @Test
    void otherHandlersHaveTheEventBeforeTheSenderWaits() {
        makeSlow(BUDGET.withLimit(Duration.ofHours(1)));
        add("other");

        send(1);

        await().untilAsserted(() -> assertThat(heard).contains("other 1 on a sender"));
        executor.runAll();
    }

    @Test
    void aHandlerThatLeavesReleasesItsSendersAndWhatWaitedIsCounted() throws InterruptedException {
        makeSlow(BUDGET.withLimit(Duration.ofHours(1)));
        Thread sender = send(1);
        await().until(() -> handler.snapshot().queued() == 1);

        engine.remove(handler);

        assertThat(ends(sender)).isTrue();
        assertThat(handler.snapshot()).returns(1L, each -> each.cleared()).returns(2L, each -> each.offered());
    }

    @Test
    void anInterruptedSenderGoesOnAndStaysInterrupted() throws InterruptedException {
        makeSlow(BUDGET.withLimit(Duration.ofHours(1)));
        CountDownLatch gone = new CountDownLatch(1);
        Thread sender = new Thread(() -> {
            engine.send(new Event("t", Map.of("number", 1)));
            if (Thread.currentThread().isInterrupted()) {
                gone.countDown();
            }
        });
        sender.start();
        await().until(() -> handler.snapshot().queued() == 1);

        sender.interrupt();

        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(status().overdue()).isEqualTo(1);
        executor.runAll();
        assertThat(heard).contains("handler 1 on the mailbox");
    }

    @Test
    void aFullMailboxTurnsASentEventAwayAtOnceAndCountsIt() throws InterruptedException {
        engine.capacity(1);
        makeSlow(BUDGET.withLimit(Duration.ofHours(1)));
        engine.post(new Event("t", Map.of("number", 1)));

        assertThat(ends(send(2))).isTrue();

        assertThat(handler.snapshot())
                .returns(3L, each -> each.offered())
                .returns(1L, each -> each.dropped())
                .returns(0L, each -> each.status().overdue());
    }

    @Test
    void aHandlerThatSendsToASlowOneKeepsItsOwnBudget() throws InterruptedException {
        makeSlow(BUDGET);
        HandlerEntry outer = engine.add(
                new HandlerIdentity("outer", HandlerKind.OSGI, "test", 1), Interests.in("outer"), occurrence -> {
                    engine.send(new Event("t", Map.of("number", 1)));
                    engine.send(new Event("t", Map.of("number", 2)));
                });
        Thread sender = new Thread(() -> engine.send(new Event("outer", Map.of())));
        senders.add(sender);
        sender.start();
        await().until(() -> handler.snapshot().queued() == 1);
        look(0);

        look(26);

        assertThat(ends(sender))
                .as("it has waited for half of the budget, once")
                .isTrue();
        assertThat(outer.snapshot().status().state()).isEqualTo(State.RUNNING);
        assertThat(status().overdue()).isEqualTo(2);
        executor.runAll();
        assertThat(heard)
                .containsExactly("handler 0 on a sender", "handler 1 on the mailbox", "handler 2 on the mailbox");
    }

    @Test
    void withoutABudgetNobodyIsSlow() {
        engine.terms(new HandlerTerms(Duration.ZERO, BUDGET.withLimit(Duration.ZERO)));
        send(0);
        await().until(() -> heard.size() == 1);
        look(0);
        look(3_600_000);

        assertThat(status()).returns(State.RUNNING, HandlerStatus::state).returns(Duration.ZERO, HandlerStatus::budget);
    }

    @Test
    void aHandlerWithinAHandlerOnTheSendersThreadIsMeasuredToo() {
        engine.terms(new HandlerTerms(Duration.ZERO, BUDGET));
        HandlerIdentity identity = new HandlerIdentity("outer", HandlerKind.OSGI, "test", 1);
        HandlerEntry outer = engine.add(
                identity, Interests.in("outer"), occurrence -> engine.send(new Event("t", Map.of("number", 0))));
        Thread sender = new Thread(() -> engine.send(new Event("outer", Map.of())));
        senders.add(sender);
        sender.start();
        await().until(() -> heard.size() == 1);
        look(0);
        look(60);

        assertThat(status().state()).isEqualTo(State.SLOW);
        assertThat(outer.snapshot().status().state()).isEqualTo(State.SLOW);
    }
}
