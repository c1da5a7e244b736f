package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.HandlerStatus.State;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** A slow handler under real threads hurts itself only. */
class IsolationTest {
    private static final Budget BUDGET = new Budget(
            Duration.ofMillis(200), 2, Duration.ofMillis(400), Duration.ofMillis(50), Duration.ofMillis(400));

    private final Dispatcher dispatcher = new Dispatcher("test-isolation", 2, 64);
    private final History history = new History(Limits.DEFAULTS, System::currentTimeMillis);
    private final EventEngine engine = new EventEngine(
            new ModuleEvents(new Structures(), System::currentTimeMillis),
            history,
            new StickyEvents(history, 10),
            dispatcher,
            System::nanoTime,
            1_000);
    private final AtomicLong ids = new AtomicLong();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    IsolationTest() {
        engine.terms(new HandlerTerms(Duration.ZERO, BUDGET));
    }

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        for (Thread thread : threads) {
            assertThat(ends(thread)).isTrue();
        }
        engine.stop(() -> dispatcher.stop(Duration.ofSeconds(2)));
    }

    @Test
    void aHandlerThatNeverReturnsHoldsOnlyTheSendersInsideAndEveryEventIsCounted() throws InterruptedException {
        List<Integer> order = new CopyOnWriteArrayList<>();
        AtomicInteger quick = new AtomicInteger();
        HandlerEntry hanging = add("t", occurrence -> {
            release.await();
            order.add(number(occurrence));
        });
        add("*", occurrence -> quick.incrementAndGet());
        List<Thread> inside = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inside.add(start(() -> engine.send(event("t", -1))));
        }
        await().until(() -> hanging.snapshot().inFlight() == 4);
        await().until(() -> status(hanging) == State.SLOW);

        for (int i = 0; i < 2; i++) {
            int number = i;
            assertThat(ends(start(() -> engine.send(event("t", number))))).isTrue();
        }
        assertThat(quick).as("the other handler had them before").hasValue(2);
        await().until(() -> status(hanging) == State.PAUSED);
        long begun = System.nanoTime();
        for (int i = 2; i < 102; i++) {
            engine.send(event("t", i));
            engine.post(event("t", i + 100));
        }
        assertThat(System.nanoTime() - begun)
                .as("nobody waits for a handler that is paused: 100 budgets are 20 s")
                .isLessThan(10_000_000_000L);
        await().until(() -> quick.get() == 202);
        assertThat(inside).allMatch(Thread::isAlive);
        assertThat(hanging.snapshot())
                .returns(206L, HandlerSnapshot::offered)
                .returns(0L, HandlerSnapshot::delivered)
                .returns(0L, HandlerSnapshot::dropped)
                .returns(5L, HandlerSnapshot::inFlight)
                .returns(201L, HandlerSnapshot::queued);

        release.countDown();
        await().until(() -> hanging.snapshot().delivered() == 206);
        assertThat(order.stream().filter(number -> number >= 0 && number < 102))
                .as("what was sent, in its order")
                .isSorted()
                .hasSize(102);
        await().until(() -> status(hanging) == State.RUNNING);
        assertThat(hanging.snapshot().status().overdue()).isZero();
    }

    @Test
    void postersAndTheHandlersOfOthersGoOnWhateverHangs() throws InterruptedException {
        List<HandlerEntry> hanging = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hanging.add(add("*", occurrence -> release.await()));
        }
        AtomicInteger quick = new AtomicInteger();
        add("*", occurrence -> quick.incrementAndGet());

        List<Thread> posters = new ArrayList<>();
        for (int p = 0; p < 3; p++) {
            posters.add(start(() -> {
                for (int i = 0; i < 300; i++) {
                    engine.post(event("t", i));
                }
            }));
        }
        for (Thread poster : posters) {
            assertThat(ends(poster)).isTrue();
        }

        await().until(() -> quick.get() == 900);
        await().untilAsserted(() ->
                assertThat(hanging).allSatisfy(each -> assertThat(status(each)).isEqualTo(State.PAUSED)));
        assertThat(hanging).allSatisfy(each -> assertThat(each.snapshot())
                .returns(1L, HandlerSnapshot::inFlight)
                .returns(899L, HandlerSnapshot::queued));
        release.countDown();
        await().untilAsserted(() -> assertThat(hanging)
                .allSatisfy(each -> assertThat(each.snapshot().delivered()).isEqualTo(900)));
        await().untilAsserted(() ->
                assertThat(hanging).allSatisfy(each -> assertThat(status(each)).isEqualTo(State.RUNNING)));
    }

    @Test
    void afterOneSlowCallSendersStillWaitForItsReturnAndRunItThemselvesLater() throws InterruptedException {
        List<Thread> ranOn = new CopyOnWriteArrayList<>();
        HandlerEntry handler = add("t", occurrence -> {
            if (number(occurrence) == 0) {
                release.await();
            }
            ranOn.add(Thread.currentThread());
        });
        Thread first = start(() -> engine.send(event("t", 0)));
        await().until(() -> status(handler) == State.SLOW);
        release.countDown();
        assertThat(ends(first)).isTrue();

        engine.send(event("t", 1));
        assertThat(ranOn).as("it returned after the handler had").hasSize(2);
        assertThat(ranOn.get(1).getName()).startsWith("test-isolation-");

        await().until(() -> status(handler) == State.RUNNING);
        engine.send(event("t", 2));
        assertThat(ranOn.get(2)).isSameAs(Thread.currentThread());
    }

    @Test
    void aSlowHandlerThatSendsToItselfDoesNotWaitForItself() throws InterruptedException {
        engine.terms(new HandlerTerms(Duration.ZERO, BUDGET.withLimit(Duration.ofMillis(400))));
        List<Integer> order = new CopyOnWriteArrayList<>();
        AtomicLong longest = new AtomicLong();
        HandlerEntry handler = add("t", occurrence -> {
            int number = number(occurrence);
            order.add(number);
            if (number == 0) {
                release.await();
            } else if (number < 5) {
                long begun = System.nanoTime();
                engine.send(event("t", number + 1));
                longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
            }
        });
        start(() -> engine.send(event("t", 0)));
        await().until(() -> status(handler) == State.SLOW);

        engine.post(event("t", 1));

        await().until(() -> order.size() == 6);
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(longest).as("less than the budget").hasValueLessThan(400_000_000L);
    }

    @Test
    void wherePostersWaitForRoomTheyDoSoAfterEveryOtherHandlerHasTheEventAndTheFrameworkNever()
            throws InterruptedException {
        engine.capacity(2);
        engine.terms(new HandlerTerms(Duration.ofSeconds(30), Budget.DEFAULT));
        AtomicInteger quick = new AtomicInteger();
        HandlerEntry busy = add("t", occurrence -> release.await());
        add("*", occurrence -> quick.incrementAndGet());
        engine.post(event("t", 0));
        await().until(() -> busy.snapshot().inFlight() == 1);
        engine.post(event("t", 1));
        engine.post(event("t", 2));

        Thread poster = start(() -> engine.post(event("t", 3)));
        await().until(() -> quick.get() == 4);
        await().until(() -> poster.getState() == Thread.State.TIMED_WAITING);
        engine.postHurried(event("t", 4));
        await().until(() -> quick.get() == 5);
        assertThat(busy.snapshot()).returns(1L, HandlerSnapshot::dropped).returns(4L, HandlerSnapshot::offered);

        release.countDown();
        assertThat(ends(poster)).isTrue();
        await().until(() -> busy.snapshot().delivered() == 4);
        assertThat(busy.snapshot()).returns(1L, HandlerSnapshot::dropped).returns(5L, HandlerSnapshot::offered);
    }

    @Test
    void aPosterThatHasWaitedInVainGoesOnAndItsEventIsCountedAsDropped() throws InterruptedException {
        engine.capacity(1);
        engine.terms(new HandlerTerms(Duration.ofMillis(20), Budget.DEFAULT));
        HandlerEntry busy = add("t", occurrence -> release.await());
        engine.post(event("t", 0));
        await().until(() -> busy.snapshot().inFlight() == 1);
        engine.post(event("t", 1));

        assertThat(ends(start(() -> engine.post(event("t", 2))))).isTrue();

        assertThat(busy.snapshot()).returns(1L, HandlerSnapshot::dropped).returns(3L, HandlerSnapshot::offered);
    }

    @Test
    void aPosterThatWaitsForOneHandlerKeepsNoOtherWaitingWhoseMailboxHasRoomAgain() throws InterruptedException {
        engine.capacity(1);
        engine.terms(new HandlerTerms(Duration.ofSeconds(30), Budget.DEFAULT));
        CountDownLatch other = new CountDownLatch(1);
        HandlerEntry hanging = add("t", occurrence -> release.await());
        HandlerEntry recovering = add("t", occurrence -> other.await());
        engine.post(event("t", 0));
        await().until(() ->
                hanging.snapshot().inFlight() + recovering.snapshot().inFlight() == 2);
        engine.post(event("t", 1));

        Thread poster = start(() -> engine.post(event("t", 2)));
        await().until(() -> poster.getState() == Thread.State.TIMED_WAITING);
        other.countDown();

        await().until(() -> recovering.snapshot().delivered() == 3);
        assertThat(hanging.snapshot()).returns(0L, HandlerSnapshot::delivered);
        release.countDown();
        assertThat(ends(poster)).isTrue();
        await().until(() -> hanging.snapshot().delivered() == 3);
    }

    @Test
    void aPosterWaitsForAllHandlersTogetherNoLongerThanForOne() throws InterruptedException {
        engine.capacity(1);
        engine.terms(new HandlerTerms(Duration.ofMillis(200), Budget.DEFAULT));
        List<HandlerEntry> hanging = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            hanging.add(add("t", occurrence -> release.await()));
        }
        engine.post(event("t", 0));
        await().until(() -> hanging.stream().allMatch(each -> each.snapshot().inFlight() == 1));
        engine.post(event("t", 1));

        long begun = System.nanoTime();
        engine.post(event("t", 2));

        assertThat(System.nanoTime() - begun)
                .as("one after the other were 10 s")
                .isLessThan(5_000_000_000L);
        assertThat(hanging).allMatch(each -> each.snapshot().dropped() == 1);
    }

    private HandlerEntry add(String topic, Sink sink) {
        HandlerIdentity identity = new HandlerIdentity("s" + ids.incrementAndGet(), HandlerKind.OSGI, "test", 1);
        return engine.add(identity, Interests.in(topic), sink);
    }

    private static Event event(String topic, int number) {
        return new Event(topic, Map.of("number", number));
    }

    private static int number(Occurrence occurrence) {
        return (Integer) occurrence.event().getProperty("number");
    }

    private static State status(HandlerEntry entry) {
        return entry.snapshot().status().state();
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(work, "test-raiser");
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static boolean ends(Thread thread) throws InterruptedException {
        thread.join(20_000);
        return !thread.isAlive();
    }
}
