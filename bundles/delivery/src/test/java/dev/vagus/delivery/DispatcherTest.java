package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.budget.Budget;
import dev.vagus.delivery.budget.HandlerHealth;
import dev.vagus.delivery.budget.HandlerWatch;
import dev.vagus.delivery.budget.Health;
import dev.vagus.delivery.budget.HealthListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private final Dispatcher dispatcher = new Dispatcher("test-dispatch", 2, 32);
    private final CountDownLatch hang = new CountDownLatch(1);

    @AfterEach
    void stop() {
        hang.countDown();
        dispatcher.stop(Duration.ofSeconds(5));
        INHERITED.remove();
    }

    private Mailbox<String> mailbox(Receiver<String> receiver) {
        Mailbox<String> mailbox = new Mailbox<>(1, Bounds.of(1_000, Overflow.FAIL), dispatcher, System::nanoTime);
        mailbox.attach(receiver);
        return mailbox;
    }

    private Verdict hang() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Verdict.DELIVERED;
    }

    @Test
    void receiversThatHangCostOneThreadEachAndStallNobodyElse() throws Exception {
        for (int i = 0; i < 10; i++) {
            mailbox(item -> hang()).offer("x", 0);
        }
        CountDownLatch heard = new CountDownLatch(100);
        Mailbox<String> healthy = mailbox(item -> {
            heard.countDown();
            return Verdict.DELIVERED;
        });
        for (int i = 0; i < 100; i++) {
            healthy.offer("y", 0);
        }
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(dispatcher.threads()).isBetween(10, 14);
    }

    @Test
    void aBusyReceiverGivesWayToOthers() throws Exception {
        AtomicInteger laps = new AtomicInteger();
        List<Mailbox<String>> busy = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Mailbox<String> self = mailbox(item -> Verdict.DELIVERED);
            self.attach(item -> {
                laps.incrementAndGet();
                self.offer("again", 0);
                return Verdict.DELIVERED;
            });
            self.offer("go", 0);
            busy.add(self);
        }
        CountDownLatch heard = new CountDownLatch(1);
        Mailbox<String> other = mailbox(item -> {
            heard.countDown();
            return Verdict.DELIVERED;
        });
        other.offer("y", 0);
        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        busy.forEach(Mailbox::close);
        assertThat(laps).hasPositiveValue();
    }

    @Test
    void threadsAreNamedDaemonsWithoutInheritedStateAndWithTheirOwnContextClassLoader() {
        INHERITED.set("of the publisher");
        List<String> seen = new ArrayList<>();
        Mailbox<String> mailbox = mailbox(item -> {
            Thread thread = Thread.currentThread();
            seen.add(thread.getName() + " " + thread.isDaemon() + " " + INHERITED.get() + " "
                    + (thread.getContextClassLoader() == Dispatcher.class.getClassLoader()));
            thread.setContextClassLoader(null);
            return Verdict.DELIVERED;
        });
        mailbox.offer("x", 0);
        await().until(() -> mailbox.counts().delivered() == 1);
        await().until(() -> dispatcher.awaitQuiet(Duration.ZERO));
        mailbox.offer("y", 0);
        await().until(() -> mailbox.counts().delivered() == 2);
        assertThat(seen).hasSize(2).allMatch(line -> line.matches("test-dispatch-\\d+ true null true"));
    }

    @Test
    void renewEndsEveryThreadOfBeforeAfterItsWork() {
        List<Thread> threads = new ArrayList<>();
        Mailbox<String> mailbox = mailbox(item -> {
            threads.add(Thread.currentThread());
            return Verdict.DELIVERED;
        });
        mailbox.offer("x", 0);
        await().until(() -> mailbox.counts().delivered() == 1);
        dispatcher.renew();
        await().until(() -> !threads.get(0).isAlive());
        mailbox.offer("y", 0);
        await().until(() -> mailbox.counts().delivered() == 2);
        assertThat(threads.get(1)).isNotSameAs(threads.get(0));
    }

    @Test
    void stopFinishesWhatWaitsThenRefuses() {
        AtomicInteger handled = new AtomicInteger();
        Mailbox<String> mailbox = mailbox(item -> {
            handled.incrementAndGet();
            return Verdict.DELIVERED;
        });
        for (int i = 0; i < 1_000; i++) {
            mailbox.offer("x", 0);
        }
        assertThat(dispatcher.stop(Duration.ofSeconds(20))).isEmpty();
        assertThat(handled).hasValue(1_000);
        assertThatThrownBy(() -> dispatcher.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        mailbox.offer("late", 0);
        assertThat(mailbox.counts().queued()).isEqualTo(1);
    }

    @Test
    void stopReportsTheThreadThatWouldNotEnd() {
        CountDownLatch inside = new CountDownLatch(1);
        Mailbox<String> stubborn = mailbox(new Receiver<>() {
            @Override
            public String name() {
                return "the stubborn one";
            }

            @Override
            public Verdict receive(String item) {
                inside.countDown();
                while (hang.getCount() > 0) {
                    hang();
                    Thread.interrupted();
                }
                return Verdict.DELIVERED;
            }
        });
        stubborn.offer("x", 0);
        await().until(() -> inside.getCount() == 0);
        List<Survivor> survivors = dispatcher.stop(Duration.ofMillis(10));
        assertThat(survivors).singleElement().satisfies(survivor -> {
            assertThat(survivor.receiver()).isEqualTo("the stubborn one");
            assertThat(survivor.thread()).startsWith("test-dispatch-");
            assertThat(survivor.toString()).contains("DispatcherTest");
        });
    }

    @Test
    void aReceiverThatExceedsItsBudgetIsFoundWithoutAnybodyWaitingAndPausedThenProbed() {
        Mailbox<String> mailbox = new Mailbox<>(1, Bounds.of(100, Overflow.FAIL), dispatcher, System::nanoTime);
        List<Health.State> states = new CopyOnWriteArrayList<>();
        List<Thread> held = new CopyOnWriteArrayList<>();
        HandlerWatch watch = watch(mailbox, states, held);
        AtomicInteger handled = new AtomicInteger();
        mailbox.attach(new Receiver<>() {
            @Override
            public HandlerWatch watch() {
                return watch;
            }

            @Override
            public Verdict receive(String item) {
                handled.incrementAndGet();
                return item.equals("hang") ? hang() : Verdict.DELIVERED;
            }
        });
        mailbox.offer("hang", 0);
        await().until(() -> states.contains(Health.State.PAUSED));
        await().until(() -> !held.isEmpty());
        assertThat(held).singleElement().satisfies(thread -> assertThat(thread.getName())
                .startsWith("test-dispatch-"));
        for (int i = 0; i < 50; i++) {
            mailbox.offer("quick", 0);
        }
        assertThat(handled).hasValue(1);
        hang.countDown();
        await().until(() -> handled.get() == 51);
        await().until(() -> states.size() >= 4);
        assertThat(states)
                .containsExactly(Health.State.SLOW, Health.State.PAUSED, Health.State.PROBING, Health.State.RUNNING);
    }

    private HandlerWatch watch(Mailbox<?> mailbox, List<Health.State> states, List<Thread> held) {
        Budget budget = new Budget(
                Duration.ofMillis(100), 2, Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(5));
        HealthListener listener = new HealthListener() {
            @Override
            public void changed(Health before, Health now) {
                states.add(now.state());
            }

            @Override
            public void held(Duration lasted, Thread thread) {
                held.add(thread);
            }
        };
        HandlerHealth health = new HandlerHealth(budget, true, 1, System.nanoTime(), mailbox.gate(), listener);
        return new HandlerWatch(health, 1, dispatcher);
    }
}
