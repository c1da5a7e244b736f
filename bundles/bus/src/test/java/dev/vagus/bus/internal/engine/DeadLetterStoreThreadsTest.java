package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.DeadLetterStore;
import dev.vagus.spi.StoredLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redriving against a restart, and listing against a store that is slow to open, with real threads. */
class DeadLetterStoreThreadsTest {
    private static final int LETTERS = 400;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final ExecutorService people = Executors.newFixedThreadPool(3);
    private final FakeLetterStore store = new FakeLetterStore();

    @AfterEach
    void endThreads() {
        writer.shutdownNow();
        people.shutdownNow();
    }

    private BusEngine bus() {
        return new BusEngine(
                Bench.settings(RedeliveryPolicy.NONE),
                new Surroundings(
                        Runnable::run, watched -> {}, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()),
                writer);
    }

    private static Attachment subscribe(BusEngine bus, boolean broken, Collection<Object> heard) {
        SubscriptionSpec<Object> spec = SubscriptionSpec.on("C", Object.class).named("keep");
        return bus.subscribe(Bench.HEARER, spec, Object.class, message -> {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            heard.add(message.data());
        });
    }

    @Test
    void noLetterIsRedrivenTwiceWhenTheBusRestartsMeanwhileAndNoneIsLost() throws Exception {
        BusEngine first = bus();
        first.deadLetterOffice().store(store);
        Attachment failing = subscribe(first, true, List.of());
        for (int i = 0; i < LETTERS; i++) {
            first.send(Bench.SENDER, "C", "T", i);
        }
        failing.close();
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        Attachment mended = subscribe(first, false, heard);
        CountDownLatch some = new CountDownLatch(20);
        List<Future<?>> redriving = new ArrayList<>();
        for (int person = 0; person < 2; person++) {
            redriving.add(people.submit(() -> redriveAll(first, some)));
        }
        assertThat(some.await(20, TimeUnit.SECONDS)).isTrue();
        first.refuse();
        first.close();
        for (Future<?> each : redriving) {
            each.get(20, TimeUnit.SECONDS);
        }

        BusEngine second = bus();
        second.deadLetterOffice().store(store);
        List<Object> left = second.deadLetters().stream()
                .map(letter -> (Object) letter.message().data())
                .toList();

        assertThat(heard).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(18);
        assertThat(left).doesNotHaveDuplicates().doesNotContainAnyElementsOf(heard);
        assertThat(heard.size() + left.size() + mended.snapshot().cleared()).isEqualTo(LETTERS);
        second.close();
    }

    private static void redriveAll(BusEngine bus, CountDownLatch done) {
        try {
            for (DeadLetter each : bus.deadLetters()) {
                if (bus.deadLetterOffice().redrive(each.id(), null) == Redrive.QUEUED) {
                    done.countDown();
                }
            }
        } catch (BusStoppedException e) {
            done.countDown();
        }
    }

    /** Opens when the test lets it. */
    private static final class SlowStore implements DeadLetterStore {
        private final FakeLetterStore behind;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch opens = new CountDownLatch(1);

        SlowStore(FakeLetterStore behind) {
            this.behind = behind;
        }

        @Override
        public List<StoredLetter> open(int most) {
            asked.countDown();
            try {
                if (!opens.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the test did not let it open");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
            return behind.open(most);
        }

        @Override
        public void write(List<StoredLetter> added, Collection<TimeOrderedId> removed) {
            behind.write(added, removed);
        }
    }

    @Test
    void whoeverAsksWaitsForAStoreThatHasJustComeAndWhoeverSendsDoesNot() throws Exception {
        BusEngine first = bus();
        first.deadLetterOffice().store(store);
        subscribe(first, true, List.of());
        first.send(Bench.SENDER, "C", "T", "former");
        first.close();
        assertThat(store.rows).hasSize(1);
        BusEngine second = bus();
        SlowStore slow = new SlowStore(store);
        second.deadLetterOffice().store(slow);
        assertThat(slow.asked.await(20, TimeUnit.SECONDS)).isTrue();
        subscribe(second, true, List.of());

        second.send(Bench.SENDER, "C", "T", "new");
        Future<List<DeadLetter>> listing = people.submit(second::deadLetters);
        slow.opens.countDown();

        Set<Object> found = new HashSet<>();
        listing.get(20, TimeUnit.SECONDS)
                .forEach(letter -> found.add(letter.message().data()));
        assertThat(found).containsExactlyInAnyOrder("former", "new");
        second.close();
        assertThat(store.rows).hasSize(2);
    }

    @Test
    void aStoreThatDoesNotOpenIsWaitedForOnce() {
        BusEngine bus = bus();
        SlowStore slow = new SlowStore(store);
        bus.deadLetterOffice().store(slow);
        subscribe(bus, true, List.of());
        bus.send(Bench.SENDER, "C", "T", 1);

        long begin = System.nanoTime();
        assertThat(bus.deadLetters()).hasSize(1);
        long first = System.nanoTime() - begin;
        begin = System.nanoTime();
        assertThat(bus.deadLetters()).hasSize(1);
        long second = System.nanoTime() - begin;

        assertThat(Duration.ofNanos(first)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(second)).isLessThan(Duration.ofSeconds(1));
        slow.opens.countDown();
        bus.close();
    }
}
