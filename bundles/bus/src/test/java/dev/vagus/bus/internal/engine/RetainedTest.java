package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Retention;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.delivery.Dispatcher;
import dev.vagus.delivery.structure.Structures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RetainedTest {
    record Own(int n) {}

    private final Bench bench = new Bench();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private void retain(Retention retention) {
        bench.channel(ChannelSpec.named("C").retaining(retention));
    }

    private List<Object> hear(SubscriptionSpec<Object> spec) {
        List<Object> heard = bench.hear(spec);
        bench.runAll();
        return heard;
    }

    @Test
    void aLateSubscriptionHearsTheLastMessagesBeforeTheLiveOnes() {
        retain(Retention.ofLast(2));
        for (int i = 0; i < 4; i++) {
            bench.send("C", "T", i);
        }
        List<Object> heard = bench.hear(spec());
        bench.send("C", "T", 4);
        bench.runAll();
        assertThat(heard).containsExactly(2, 3, 4);
        assertThat(bench.engine.channel("C").orElseThrow().retained()).isEqualTo(2);
        assertThat(bench.only().offered()).isEqualTo(3);
    }

    @Test
    void onlyWhatItHearsAndWhatHasNotExpiredIsReplayed() {
        retain(Retention.ofLast(10));
        bench.send("C", "A", Map.of("n", 1));
        bench.send("C", "B", Map.of("n", 1));
        bench.send("C", "A", Map.of("n", 2));
        bench.send("C", "A", Map.of("n", 1), Duration.ofSeconds(1));
        bench.nanos = Duration.ofSeconds(2).toNanos();
        assertThat(hear(spec().ofType("A").matching("(n=1)"))).containsExactly(Map.of("n", 1));
        assertThat(bench.only().expired()).isZero();
    }

    @Test
    void whatIsTooOldIsForgotten() {
        retain(Retention.ofLast(10).forAtMost(Duration.ofSeconds(10)));
        bench.send("C", "T", "old");
        bench.nanos = Duration.ofSeconds(5).toNanos();
        bench.send("C", "T", "new");
        bench.nanos = Duration.ofSeconds(10).toNanos();
        assertThat(hear(spec())).containsExactly("new");
        bench.nanos = Duration.ofSeconds(15).toNanos();
        assertThat(bench.engine.channel("C").orElseThrow().retained()).isZero();
    }

    @Test
    void aMailboxThatIsSmallerGetsTheLatest() {
        bench.channel(ChannelSpec.named("C").withCapacity(2).retaining(Retention.ofLast(5)));
        for (int i = 0; i < 5; i++) {
            bench.send("C", "T", i);
        }
        assertThat(hear(spec())).containsExactly(3, 4);
        assertThat(bench.only().dropped()).isZero();
    }

    @Test
    void whatIsKeptIsPlainStructureWhileTheLiveMessageStaysAsItIs() {
        retain(Retention.ofLast(1));
        List<Object> live = bench.hear(SubscriptionSpec.on("C", Own.class));
        Own own = new Own(1);
        bench.send("C", "T", own);
        bench.runAll();
        assertThat(live).singleElement().isSameAs(own);
        List<Object> late = bench.hear(SubscriptionSpec.on("C", Own.class));
        bench.runAll();
        assertThat(late).singleElement().isEqualTo(own).isNotSameAs(own);
    }

    @Test
    void aNamedSubscriptionThatIsTakenUpAgainHearsNothingTwice() {
        retain(Retention.ofLast(5));
        bench.send("C", "T", "before");
        List<Object> heard = new ArrayList<>();
        Attachment first = bench.subscribe(spec().named("n"), message -> heard.add(message.data()));
        bench.runAll();
        first.detach(Duration.ofMinutes(1));
        bench.send("C", "T", "between");
        bench.subscribe(spec().named("n"), message -> heard.add(message.data()));
        bench.runAll();
        assertThat(heard).containsExactly("before", "between");
    }

    @Test
    void ofAGroupOnlyTheFirstGetsWhatIsKept() {
        retain(Retention.ofLast(5));
        bench.send("C", "T", 1);
        assertThat(hear(spec().inGroup("g"))).containsExactly(1);
        assertThat(hear(spec().inGroup("g"))).isEmpty();
    }

    @Test
    void aRemovedChannelKeepsNothing() {
        retain(Retention.ofLast(5));
        bench.send("C", "T", 1);
        bench.engine.removeChannel("C");
        retain(Retention.ofLast(5));
        assertThat(hear(spec())).isEmpty();
        assertThatThrownBy(() -> Retention.ofLast(100_001)).hasMessageContaining("from 0 to 100000");
    }

    @Test
    @Timeout(60)
    void subscriptionsThatComeDuringTrafficHearEachMessageOnceAndInOrder() throws Exception {
        int messages = 20_000;
        Dispatcher dispatcher = new Dispatcher("test-retained", 2, 8);
        BusEngine engine = new BusEngine(
                BusSettings.DEFAULTS,
                new Surroundings(dispatcher, (delay, task) -> () -> {}, Clocks.SYSTEM, new Structures()));
        engine.createChannel(ChannelSpec.named("C").withCapacity(messages).retaining(Retention.ofLast(messages)));
        try {
            Thread publisher = new Thread(() -> {
                for (int i = 0; i < messages; i++) {
                    engine.send(Bench.SENDER, Draft.plain("C", "T"), i);
                }
            });
            publisher.start();
            List<List<Integer>> all = new ArrayList<>();
            while (publisher.isAlive() && all.size() < 60) {
                List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
                all.add(heard);
                engine.subscribe(
                        Bench.HEARER,
                        SubscriptionSpec.on("C", Integer.class),
                        Integer.class,
                        message -> heard.add((Integer) message.data()));
            }
            publisher.join();
            assertThat(all).hasSizeGreaterThan(3);
            List<Integer> expected = IntStream.range(0, messages).boxed().toList();
            assertThat(all).allSatisfy(heard -> {
                await().atMost(Duration.ofSeconds(30)).until(() -> heard.size() >= messages);
                assertThat(List.copyOf(heard)).isEqualTo(expected);
            });
        } finally {
            engine.close();
            assertThat(dispatcher.stop(Duration.ofSeconds(5))).isEmpty();
        }
    }
}
