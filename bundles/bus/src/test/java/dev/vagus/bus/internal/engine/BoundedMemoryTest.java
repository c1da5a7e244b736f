package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A subscriber that has stopped costs what its mailbox may hold, and no more, whatever is sent to it. */
class BoundedMemoryTest {
    private static final int CAPACITY = 10_000;
    private static final int MESSAGES = 300_000;

    /** A message here takes some 300 bytes with its payload and its place: 3 MB for what may wait, 90 MB for all. */
    private static final long ALLOWED_GROWTH = 8 * 1024 * 1024;

    @ParameterizedTest
    @EnumSource(OverflowPolicy.class)
    void whatWaitsForAStoppedSubscriberIsBounded(OverflowPolicy policy) {
        Bench bench = new Bench();
        bench.channel(ChannelSpec.named("Work")
                .withCapacity(CAPACITY)
                .blocking(Duration.ZERO)
                .withOverflow(policy));
        bench.subscribe(SubscriptionSpec.on("Work"), message -> {});
        bench.engine.control().pause("Work", "it has stopped");
        long before = heapAfterCollection();
        WeakReference<Object> first = sendOne(bench, -1);
        int refused = 0;
        for (int i = 0; i < MESSAGES; i++) {
            try {
                sendOne(bench, i);
            } catch (MailboxFullException e) {
                refused++;
            }
        }
        long growth = heapAfterCollection() - before;
        SubscriptionSnapshot now = bench.only();
        assertThat(now.queued()).isEqualTo(CAPACITY);
        assertThat(now.dropped()).isEqualTo(MESSAGES + 1 - CAPACITY);
        assertThat(refused)
                .isEqualTo(
                        policy == OverflowPolicy.BLOCK || policy == OverflowPolicy.FAIL ? MESSAGES + 1 - CAPACITY : 0);
        assertThat(growth).as("growth of the heap in bytes").isLessThan(ALLOWED_GROWTH);
        if (policy == OverflowPolicy.DROP_OLDEST) {
            await("the first message to be collected").until(() -> {
                System.gc();
                return first.get() == null;
            });
        }
    }

    private static WeakReference<Object> sendOne(Bench bench, int number) {
        Map<String, Object> payload = Map.of("number", number, "text", "message number " + number);
        bench.send("Work", "Done", payload);
        return new WeakReference<>(payload);
    }

    private static long heapAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
