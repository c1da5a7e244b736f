package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a handler does, its neighbour on the same channel gets every message and the bus stops. */
@Timeout(60)
class BadHandlersTest {
    private static final int MESSAGES = 200;

    /** Overflowing a stack so often takes a busy machine more than Awaitility's ten seconds. */
    private static final Duration LONG = Duration.ofSeconds(50);

    private final Dispatcher dispatcher = new Dispatcher("test-bad", 2, 16);
    private final BusEngine engine = new BusEngine(
            Bench.settings(RedeliveryPolicy.NONE),
            new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger neighbour = new AtomicInteger();

    enum Bad {
        EXCEPTION {
            @Override
            void act() throws Exception {
                throw new IOException("bad");
            }
        },
        ERROR {
            @Override
            void act() {
                throw new AssertionError("bad");
            }
        },
        LINKAGE_ERROR {
            @Override
            void act() {
                throw new NoClassDefFoundError("bad");
            }
        },
        STACK_OVERFLOW {
            @Override
            void act() {
                deeper(0);
            }
        };

        abstract void act() throws Exception;

        private static int deeper(int level) {
            return level < 0 ? 0 : deeper(level + 1) + level;
        }
    }

    @AfterEach
    void theBusStopsWhateverTheHandlersDo() {
        engine.close();
        release.countDown();
        assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
    }

    private Attachment hear(String channel, MessageHandler<Object> handler) {
        return engine.subscribe(Bench.HEARER, SubscriptionSpec.on(channel, Object.class), Object.class, handler);
    }

    private void sendAndAwaitTheNeighbour() {
        hear("C", message -> neighbour.incrementAndGet());
        for (int i = 0; i < MESSAGES; i++) {
            engine.send(Bench.SENDER, Draft.plain("C", "T"), i);
        }
        await().atMost(LONG).until(() -> neighbour.get() == MESSAGES);
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandlerThrowsIsADeadLetterAndTheNextMessageComes(Bad bad) {
        Attachment attachment = hear("C", message -> bad.act());
        sendAndAwaitTheNeighbour();
        await().atMost(LONG).until(() -> attachment.snapshot().dead() == MESSAGES);
        assertThat(attachment.snapshot().inFlight()).isZero();
        assertThat(engine.deadLetters()).hasSize(MESSAGES);
    }

    @Test
    void oneThatBlocksForEverHoldsItsOwnMessagesOnly() {
        Attachment attachment = hear("C", message -> release.await());
        sendAndAwaitTheNeighbour();
        assertThat(attachment.snapshot())
                .returns(1L, SubscriptionSnapshot::inFlight)
                .returns(MESSAGES - 1L, SubscriptionSnapshot::queued);
    }

    @Test
    void oneThatPublishesForEverFillsItsOwnMailboxAndOthersGetTheirTurn() {
        engine.createChannel(ChannelSpec.named("Loop").withCapacity(100).withOverflow(OverflowPolicy.DROP_NEWEST));
        AtomicBoolean on = new AtomicBoolean(true);
        AtomicInteger laps = new AtomicInteger();
        hear("Loop", message -> {
            laps.incrementAndGet();
            for (int i = 0; on.get() && i < 2; i++) {
                engine.send(Bench.SENDER, Draft.plain("Loop", "T"), i);
            }
        });
        engine.send(Bench.SENDER, Draft.plain("Loop", "T"), 0);
        await().until(() -> laps.get() > 1_000);
        sendAndAwaitTheNeighbour();
        assertThat(engine.channel("Loop").orElseThrow().queued()).isLessThanOrEqualTo(100);
        on.set(false);
        await().until(() -> engine.channel("Loop").orElseThrow().queued() == 0);
    }

    @Test
    void oneThatInterruptsItsThreadDisturbsNobodyWhoRunsThereNext() {
        AtomicInteger interrupted = new AtomicInteger();
        hear("C", message -> Thread.currentThread().interrupt());
        hear("C", message -> {
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
        });
        sendAndAwaitTheNeighbour();
        await().until(() -> engine.subscriptions().stream().allMatch(each -> each.delivered() == each.offered()));
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void oneThatEndsItsOwnSubscriptionIsCalledNoMore() {
        AtomicReference<Attachment> own = new AtomicReference<>();
        AtomicInteger calls = new AtomicInteger();
        Attachment attachment = hear("C", message -> {
            calls.incrementAndGet();
            own.get().close();
        });
        own.set(attachment);
        sendAndAwaitTheNeighbour();
        await().until(() -> attachment.snapshot().inFlight() == 0);
        assertThat(calls).hasValue(1);
        assertThat(attachment.isOpen()).isFalse();
        SubscriptionSnapshot end = attachment.snapshot();
        assertThat(end.delivered() + end.cleared()).isEqualTo(end.offered());
        assertThat(engine.subscriptions()).hasSize(1);
    }
}
