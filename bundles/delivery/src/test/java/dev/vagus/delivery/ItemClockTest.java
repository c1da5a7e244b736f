package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ItemClockTest {
    private static final int ITEMS = 20;

    /** One item, and between which readings it was handled. */
    private record Handled(String item, long begin, long end) {}

    private final Dispatcher dispatcher = new Dispatcher("test-clock", 2, 4);
    private final AtomicLong readings = new AtomicLong();
    private final ItemClock clock = new ItemClock(readings::incrementAndGet);
    private final List<Handled> handled = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        dispatcher.stop(Duration.ofSeconds(5));
    }

    private Mailbox<String> mailbox() {
        return new Mailbox<>(1, Bounds.of(1_000, Overflow.FAIL), dispatcher, System::nanoTime);
    }

    private Verdict handle(String item) {
        return handle(item, () -> {});
    }

    private Verdict handle(String item, Runnable work) {
        long begin = clock.begin();
        work.run();
        handled.add(new Handled(item, begin, clock.end()));
        return Verdict.DELIVERED;
    }

    private void awaitItems(int count) {
        await().until(() -> handled.size() == count);
    }

    @Test
    void theEndOfOneItemIsTheBeginOfTheNext() {
        Mailbox<String> mailbox = mailbox();
        for (int i = 0; i < ITEMS; i++) {
            mailbox.offer("" + i, 0);
        }
        mailbox.attach(this::handle);
        awaitItems(ITEMS);
        for (int i = 1; i < ITEMS; i++) {
            assertThat(handled.get(i).begin()).isEqualTo(handled.get(i - 1).end());
        }
        assertThat(readings).hasValue(ITEMS + 1);
    }

    @Test
    void whatComesAfterAWaitBeginsByItself() {
        Mailbox<String> mailbox = mailbox();
        mailbox.attach(this::handle);
        for (int i = 0; i < ITEMS; i++) {
            mailbox.offer("" + i, 0);
            awaitItems(i + 1);
        }
        // The receiver has said that it is done before the turn looks again, so that a few may follow at once all the
        // same.
        long apart = 0;
        for (int i = 1; i < ITEMS; i++) {
            apart += handled.get(i).begin() > handled.get(i - 1).end() ? 1 : 0;
        }
        assertThat(apart).isPositive();
        assertThat(handled).allMatch(each -> each.begin() < each.end());
    }

    @Test
    void anItemWithinAnotherHasItsOwnTimeAndLeavesNothingToTheNext() {
        Mailbox<String> inner = mailbox();
        inner.attach(this::handle);
        Mailbox<String> outer = mailbox();
        outer.offer("first", 0);
        outer.offer("second", 0);
        outer.attach(item -> item.equals("first")
                ? handle(item, () -> {
                    inner.deliverNow("inner 1", FlowContext.place());
                    inner.deliverNow("inner 2", FlowContext.place());
                })
                : handle(item));
        awaitItems(4);
        Handled one = handled.get(0);
        Handled two = handled.get(1);
        Handled first = handled.get(2);
        Handled second = handled.get(3);
        assertThat(one.begin()).isGreaterThan(first.begin());
        assertThat(two.begin()).isGreaterThan(one.end());
        assertThat(first.end()).isGreaterThan(two.end());
        assertThat(second.begin()).isEqualTo(first.end());
    }

    @Test
    void whatFollowsOneThatSaidNothingBeginsByItself() {
        Mailbox<String> inner = mailbox();
        inner.attach(this::handle);
        Mailbox<String> outer = mailbox();
        outer.offer("silent", 0);
        outer.offer("second", 0);
        outer.attach(item -> {
            if (item.equals("second")) {
                return handle(item);
            }
            inner.deliverNow("inner", FlowContext.place());
            readings.addAndGet(1_000);
            return Verdict.LATER;
        });
        awaitItems(2);
        assertThat(handled.get(1).begin()).isGreaterThan(handled.get(0).end() + 1_000);
    }

    @Test
    void onAnyOtherThreadEachItemIsReadTwice() {
        Mailbox<String> mailbox = mailbox();
        mailbox.attach(this::handle);
        mailbox.deliverNow("a", FlowContext.place());
        mailbox.deliverNow("b", FlowContext.place());
        assertThat(handled).containsExactly(new Handled("a", 1, 2), new Handled("b", 3, 4));
    }
}
