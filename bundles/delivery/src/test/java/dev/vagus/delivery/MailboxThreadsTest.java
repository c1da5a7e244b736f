package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mailbox under real threads, every item counted. */
@Timeout(60)
class MailboxThreadsTest {
    private static final int PRODUCERS = 4;
    private static final int ITEMS = 50_000;

    private final Dispatcher dispatcher = new Dispatcher("test-delivery", 2, 16);
    private final ExecutorService publishers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        publishers.shutdownNow();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    private record Item(int producer, int lane, int number) {}

    /** Checks order per producer and lane, and that no two items are handled at once. */
    private static final class Checker implements Receiver<Item> {
        private final int[][] last = new int[PRODUCERS][3];
        private final AtomicBoolean inside = new AtomicBoolean();
        private final AtomicInteger faults = new AtomicInteger();

        @Override
        public Verdict receive(Item item) {
            if (!inside.compareAndSet(false, true) || last[item.producer][item.lane] >= item.number) {
                faults.incrementAndGet();
            }
            last[item.producer][item.lane] = item.number;
            inside.set(false);
            return Verdict.DELIVERED;
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void everyItemIsAccountedForAndOrderHolds(Overflow overflow) throws Exception {
        Checker checker = new Checker();
        Mailbox<Item> mailbox =
                new Mailbox<>(3, new Bounds(1_000, overflow, Duration.ofSeconds(30)), dispatcher, System::nanoTime);
        mailbox.attach(checker);
        AtomicLong turnedAway = new AtomicLong();
        AtomicLong evictions = new AtomicLong();
        List<Future<?>> running = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            running.add(publishers.submit(() -> {
                for (int i = 1; i <= ITEMS; i++) {
                    int lane = i % 3;
                    Offer offer = mailbox.offer(new Item(producer, lane, i), lane);
                    if (!offer.queued()) {
                        turnedAway.incrementAndGet();
                    } else if (offer == Offer.DROPPED_OLDEST) {
                        evictions.incrementAndGet();
                    }
                    assertBalanced(mailbox.counts(), i % 1_000 == 0);
                }
            }));
        }
        for (Future<?> future : running) {
            future.get(50, TimeUnit.SECONDS);
        }
        await().until(() -> mailbox.counts().queued() + mailbox.counts().inFlight() == 0);
        MailboxCounts counts = mailbox.counts();
        assertThat(checker.faults).hasValue(0);
        assertThat(counts.offered()).isEqualTo((long) PRODUCERS * ITEMS);
        assertThat(counts.dropped()).isEqualTo(turnedAway.get() + evictions.get());
        assertThat(counts.delivered()).isEqualTo(counts.offered() - counts.dropped());
        if (overflow == Overflow.BLOCK) {
            assertThat(counts.dropped()).isZero();
        }
    }

    private static void assertBalanced(MailboxCounts c, boolean now) {
        if (now) {
            assertThat(c.delivered() + c.expired() + c.dropped() + c.cleared() + c.dead() + c.queued() + c.inFlight())
                    .isEqualTo(c.offered());
            assertThat(c.queued()).isBetween(0L, 1_000L + PRODUCERS);
            assertThat(c.inFlight()).isBetween(0L, 1L);
        }
    }

    @Test
    void nothingIsLostWhileItIsPausedClearedAndReattached() throws Exception {
        AtomicLong handled = new AtomicLong();
        Mailbox<Integer> mailbox =
                new Mailbox<>(1, new Bounds(500, Overflow.BLOCK, Duration.ofSeconds(30)), dispatcher, System::nanoTime);
        Receiver<Integer> receiver = item -> {
            handled.incrementAndGet();
            return Verdict.DELIVERED;
        };
        mailbox.attach(receiver);
        Future<?> producer = publishers.submit(() -> {
            for (int i = 0; i < 100_000; i++) {
                mailbox.offer(i, 0);
            }
        });
        int round = 0;
        while (!producer.isDone()) {
            switch (round++ % 4) {
                case 0 -> mailbox.gate().pause();
                case 1 -> mailbox.gate().resume();
                case 2 -> mailbox.detach();
                default -> mailbox.attach(receiver);
            }
            if (round % 50 == 0) {
                mailbox.clear();
            }
        }
        mailbox.gate().resume();
        mailbox.attach(receiver);
        producer.get(1, TimeUnit.SECONDS);
        await().until(() -> mailbox.counts().queued() + mailbox.counts().inFlight() == 0);
        MailboxCounts counts = mailbox.counts();
        assertThat(counts.offered()).isEqualTo(100_000);
        assertThat(counts.delivered()).isEqualTo(handled.get());
        assertThat(counts.delivered() + counts.cleared()).isEqualTo(100_000);
    }

    @Test
    void closeLeavesNothingBehindWhileProducersOffer() throws Exception {
        for (int round = 0; round < 200; round++) {
            Mailbox<Integer> mailbox =
                    new Mailbox<>(1, Bounds.of(100_000, Overflow.FAIL), dispatcher, System::nanoTime);
            mailbox.attach(item -> Verdict.DELIVERED);
            AtomicLong queued = new AtomicLong();
            CountDownLatch started = new CountDownLatch(2);
            List<Future<?>> producers = new ArrayList<>();
            for (int p = 0; p < 2; p++) {
                producers.add(publishers.submit(() -> {
                    started.countDown();
                    for (int i = 0; mailbox.offer(i, 0).queued(); i++) {
                        queued.incrementAndGet();
                    }
                }));
            }
            started.await();
            mailbox.close();
            for (Future<?> producer : producers) {
                producer.get(10, TimeUnit.SECONDS);
            }
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> mailbox.counts().inFlight() == 0);
            MailboxCounts counts = mailbox.counts();
            assertThat(counts.queued()).isZero();
            assertThat(counts.delivered() + counts.cleared()).isEqualTo(queued.get());
        }
    }

    @Test
    void aBlockedPublisherGoesOnWhenThereIsRoomAndIsRefusedAtTheDeadline() throws Exception {
        Mailbox<String> mailbox =
                new Mailbox<>(1, new Bounds(1, Overflow.BLOCK, Duration.ofMillis(20)), dispatcher, System::nanoTime);
        mailbox.offer("a", 0);
        assertThat(mailbox.offer("b", 0)).isEqualTo(Offer.FULL);
        mailbox.bounds(new Bounds(1, Overflow.BLOCK, Duration.ofSeconds(30)));
        Future<Offer> waiting = publishers.submit(() -> mailbox.offer("c", 0));
        mailbox.attach(item -> Verdict.DELIVERED);
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(Offer.ACCEPTED);
        await().until(() -> mailbox.counts().delivered() == 2);
    }

    @Test
    void twoReceiversThatFillEachOthersBlockingMailboxesDoNotWaitForEachOther() throws Exception {
        Bounds bounds = new Bounds(1, Overflow.BLOCK, Duration.ofMinutes(5));
        Mailbox<String> left = new Mailbox<>(1, bounds, dispatcher, System::nanoTime);
        Mailbox<String> right = new Mailbox<>(1, bounds, dispatcher, System::nanoTime);
        CountDownLatch bothInside = new CountDownLatch(2);
        AtomicInteger refused = new AtomicInteger();
        left.attach(item -> pingPong(bothInside, right, refused));
        right.attach(item -> pingPong(bothInside, left, refused));
        left.offer("start", 0);
        right.offer("start", 0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> left.counts().queued() + left.counts().inFlight() == 0
                        && right.counts().queued() + right.counts().inFlight() == 0);
        assertThat(refused).hasPositiveValue();
    }

    private static Verdict pingPong(CountDownLatch bothInside, Mailbox<String> other, AtomicInteger refused) {
        bothInside.countDown();
        try {
            bothInside.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < 3 && refused.get() == 0; i++) {
            if (other.offer("x", 0) == Offer.REENTRANT) {
                refused.incrementAndGet();
            }
        }
        return Verdict.DELIVERED;
    }
}
