package dev.vagus.events.internal.engine;

import static dev.vagus.events.internal.engine.HandlerBooks.assertBalances;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** Replays that reach behind the memory into a store. */
class StoredReplayTest extends StoredPast {
    @Test
    void everythingSinceATimeComesOutOfTheStoreThenOutOfMemoryThenLive() {
        publish(1_250);
        HandlerEntry entry = bench.add(ALL, this::hear);
        runAll();
        publish(3);
        runAll();

        assertThat(heard).isEqualTo(names(0, 1_253));
        assertThat(entry.snapshot().delivered()).isEqualTo(1_253);
        assertBalances(entry.snapshot());
    }

    @Test
    void whatIsFarBehindTheMemoryIsReadPageByPageWhileTheHandlerIsBehind() {
        publishOverTime();
        bench.add(ALL, event -> {
            hear(event);
            assertThat(bench.engine.snapshots().get(0).queued()).isLessThanOrEqualTo(PastReader.PAGE);
        });
        runAll();

        assertThat(heard).isEqualTo(names(0, 3_000));
    }

    @Test
    void onlyWhatIsOfTheTimeOrLaterIsRead() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(30);
        bench.add(Replay.since(Instant.ofEpochMilli(bench.now.get())), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(100, 130));
    }

    @Test
    void theLastOnesAreThoseThatTheHandlerHearsHoweverFarBack() {
        publish(2_000);
        bench.now.addAndGet(60_000);
        publish(20);
        add(Replay.last(30), event -> ((Integer) event.getProperty("number")) % 100 == 7);
        runAll();
        publish(100);
        runAll();

        assertThat(heard)
                .isEqualTo(IntStream.iterate(7, each -> each + 100)
                        .limit(22)
                        .mapToObj(each -> "e" + each)
                        .toList());
        heard.clear();
        add(Replay.last(3), event -> ((Integer) event.getProperty("number")) % 100 == 7);
        runAll();
        assertThat(heard).containsExactly("e1907", "e2007", "e2107");
    }

    @Test
    void theLastOnesOfThoseSinceATimeAreTakenWhereBothAreAskedFor() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(30);
        Instant since = Instant.ofEpochMilli(bench.now.get());
        bench.add(new Replay(20, since, ""), this::hear);
        runAll();
        assertThat(heard).isEqualTo(names(110, 130));

        heard.clear();
        bench.add(new Replay(50, since, ""), this::hear);
        runAll();
        assertThat(heard).isEqualTo(names(100, 130));
    }

    @Test
    void whenTheMemoryHasAllOfItNoStoreIsRead() {
        publish(100);
        bench.now.addAndGet(60_000);
        publish(5);
        bench.add(Replay.last(10), this::hear);
        bench.add(Replay.NONE, this::hear);
        runAll();
        bench.add(Replay.from("fresh"), this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(95, 105));
        assertThat(store.queries).isZero();
    }

    @Test
    void anEventThatAPublisherIsBringingIsHeardOnce() {
        publish(50);
        store.appended = event -> {
            store.appended = other -> {};
            bench.add(ALL, this::hear);
            runAll();
        };
        publish(3);
        runAll();

        assertThat(heard).isEqualTo(names(0, 53));
    }

    @Test
    void anEventThatGetsItsIdBeforeTheHandlerComesAndIsGivenToTheStoreAfterwardsIsHeardOnce() {
        publish(50);
        ModuleEvent brought = bench.mapping.create("brought", "Events", "other", null, Map.of());
        bench.add(ALL, this::hear);
        runAll();
        bench.engine.publish(Publication.of(brought));
        publish(2);
        runAll();

        assertThat(heard)
                .hasSize(53)
                .doesNotHaveDuplicates()
                .contains("brought")
                .containsAll(names(0, 52));
    }

    @Test
    void anEventThatIsOvertakenByAWholeMemoryBeforeTheStoreHasItIsHeard() {
        overtaken(() -> bench.publish("overtaken"));
        heard.clear();
        overtaken(() -> bench.engine.post(new Event("dev/vagus/event/Events/overtaken", Map.of())));
    }

    private void overtaken(Runnable publication) {
        publish(50);
        HandlerEntry[] entry = new HandlerEntry[1];
        store.appending = event -> {
            store.appending = other -> {};
            publish(15);
            entry[0] = bench.add(Replay.last(15), this::hear);
            runAll();
        };
        publication.run();
        runAll();
        bench.engine.remove(entry[0]);

        assertThat(heard).hasSize(16).endsWith("overtaken").doesNotHaveDuplicates();
    }

    @Test
    void whatHasLeftTheMemoryAndIsNotWrittenYetIsWaitedFor() {
        store.beSlow();
        publish(40);
        HandlerEntry entry = bench.add(ALL, this::hear);
        executor.runAll();
        for (int i = 0; i < 20; i++) {
            assertThat(later.runOne()).isTrue();
            executor.runAll();
        }
        assertThat(heard).isEmpty();
        assertThat(store.queries).isZero();

        store.write();
        runAll();

        assertThat(heard).isEqualTo(names(0, 40));
        assertThat(later.putOff).isLessThan(10_000);
        assertBalances(entry.snapshot());
    }

    @Test
    void whatComesMeanwhileNeedsNoRoomAndIsHeardAfterwardsOnce() {
        for (int i = 0; i < 20; i++) {
            publish(100);
            bench.now.addAndGet(3_000);
        }
        HandlerEntry entry = bench.add(ALL, event -> {
            hear(event);
            if (heard.size() % 10 == 0 && published < 2_150) {
                publish(1);
                bench.now.addAndGet(500);
            }
        });
        runAll();

        assertThat(heard).isEqualTo(names(0, 2_150));
        assertThat(entry.snapshot().dropped()).isZero();
        assertBalances(entry.snapshot());
    }

    @Test
    void whatTheGateForbidsIsNotReplayed() {
        publish(40);
        bench.publish("Secret");
        publish(40);
        FakeGate gate = new FakeGate();
        names(0, 80).forEach(name -> gate.allow("Lab", "events:subscribe:" + name));
        bench.engine.door().gate(gate);
        bench.add(ALL, this::hear);
        runAll();

        assertThat(heard).isEqualTo(names(0, 80));
    }
}
