package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.DeadLetterSnapshot;
import dev.vagus.bus.Message;
import dev.vagus.bus.Priority;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Redrive;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.TimeOrderedId;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.StoredLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store is told of dead letters and what the bus learns from it; a restart is another bench with the same store. */
class DeadLetterStoreTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final RedeliveryPolicy NONE = RedeliveryPolicy.NONE;

    private final FakeLetterStore store = new FakeLetterStore();
    private final List<Message<?>> heard = new ArrayList<>();
    private Bench bench = bench(1_000);
    private boolean broken = true;

    private static Bench bench(int letters) {
        BusSettings d = Bench.settings(NONE);
        return new Bench(new BusSettings(
                d.capacity(),
                d.overflow(),
                d.blockTimeout(),
                d.updateWindow(),
                Duration.ofMillis(20),
                letters,
                true,
                NONE,
                2,
                d.budget()));
    }

    private DeadLetterOffice office() {
        return bench.engine.deadLetterOffice();
    }

    /** A store comes, and is read. */
    private void storeComes(FakeLetterStore coming) {
        office().store(coming);
        bench.runLetters();
    }

    private void storeGoes() {
        bench.lettersAtOnce = true;
        office().storeLeaves(store, Duration.ofSeconds(1));
        bench.lettersAtOnce = false;
    }

    /** The process ends without a word, and another begins. */
    private void restart(int letters) {
        bench = bench(letters);
        storeComes(store);
    }

    private void hear(SubscriptionSpec<Object> spec) {
        bench.subscribe(spec, message -> {
            heard.add(message);
            if (broken) {
                throw new IllegalStateException("broken", new IllegalArgumentException("deeper"));
            }
        });
    }

    private static SubscriptionSpec<Object> named(String name) {
        return SubscriptionSpec.on("C", Object.class).named(name);
    }

    /** A message dies. */
    private TimeOrderedId die(Object data) {
        bench.send("C", "T", data);
        bench.runAll();
        List<DeadLetter> letters = bench.engine.deadLetters();
        return letters.get(letters.size() - 1).id();
    }

    private DeadLetter only() {
        List<DeadLetter> letters = bench.engine.deadLetters();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    /** When the first letter died that is not stored. */
    private Instant firstDeath() {
        return bench.engine.deadLetters().stream()
                .filter(each -> !each.stored())
                .findFirst()
                .orElseThrow()
                .failedAt();
    }

    private List<TimeOrderedId> listed() {
        return bench.engine.deadLetters().stream().map(DeadLetter::id).toList();
    }

    @Test
    void whatIsGivenUpIsWrittenByAnotherThreadAndSaysWhenItIsStored() {
        storeComes(store);
        hear(named("keep"));
        die(1);
        assertThat(store.rows).isEmpty();
        assertThat(only().stored()).isFalse();
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(1, 1_000, 0, true, 1, 0, firstDeath()));
        bench.runLetters();
        assertThat(store.rows).containsOnlyKeys(only().id());
        assertThat(only().stored()).isTrue();
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(1, 1_000, 0, true, 0, 0, null));
    }

    @Test
    void afterARestartALetterIsWhatItWas() {
        storeComes(store);
        hear(named("keep"));
        Draft draft = new Draft(
                "C",
                "T",
                Priority.HIGH,
                Duration.ofMinutes(5),
                Map.of("h", "\u00e4", "traceparent", TRACE),
                "c-1",
                false);
        FlowContext before = FlowContext.swap(
                new FlowContext(null, FlowContext.NO_DEADLINE, null, 0, "Origin", Map.of("tenant", "t")));
        bench.engine.send(Bench.SENDER, draft, Map.of("n", 5L, "at", Instant.EPOCH, "list", List.of(1, 2.5)));
        FlowContext.swap(before);
        bench.runAll();
        bench.runLetters();
        DeadLetter old = only();

        restart(1_000);

        DeadLetter now = only();
        assertThat(now).usingRecursiveComparison().ignoringFields("message").isEqualTo(old);
        assertThat(now.stored()).isTrue();
        assertThat(now.cause().cause().message()).isEqualTo("deeper");
        assertThat(now.message())
                .returns(old.message().id(), Message::id)
                .returns(old.message().timestamp(), Message::timestamp)
                .returns(old.message().expiry(), Message::expiry)
                .returns("C", Message::channel)
                .returns("T", Message::type)
                .returns("sender", Message::source)
                .returns(Priority.HIGH, Message::priority)
                .returns(Map.of("h", "\u00e4", "traceparent", TRACE), Message::headers)
                .returns("c-1", Message::correlationId)
                .returns(false, Message::isRequest)
                .returns(Map.of("n", 5L, "at", Instant.EPOCH, "list", List.of(1, 2.5)), Message::data);
    }

    @Test
    void afterARestartALetterIsRedrivenToTheSubscriptionOfItsNameAndLeavesTheStore() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId id = die(Map.of("n", 1));
        bench.runLetters();
        restart(1_000);
        assertThat(office().redrive(id, null)).isEqualTo(Redrive.NO_SUBSCRIPTION);
        assertThat(listed()).containsExactly(id);
        List<FlowContext> contexts = new ArrayList<>();
        List<Object> payloads = new ArrayList<>();
        bench.subscribe(named("keep"), message -> {
            payloads.add(message.data());
            contexts.add(FlowContext.current());
        });

        assertThat(office().redrive(id, null)).isEqualTo(Redrive.QUEUED);
        assertThat(office().redrive(id, null)).isEqualTo(Redrive.NOT_FOUND);
        bench.pass(Duration.ofDays(1));
        bench.runLetters();

        assertThat(payloads).containsExactly(Map.of("n", 1));
        assertThat(contexts).containsExactly(FlowContext.NONE);
        assertThat(store.rows).isEmpty();
        restart(1_000);
        assertThat(listed()).isEmpty();
    }

    @Test
    void aLetterOutOfTheStoreContinuesItsTraceWhenItIsRedriven() {
        storeComes(store);
        hear(named("keep"));
        Draft draft = new Draft("C", "T", Priority.NORMAL, null, Map.of("traceparent", TRACE), "c-1", false);
        bench.engine.send(Bench.SENDER, draft, Map.of("n", 1));
        bench.runAll();
        bench.runLetters();
        restart(1_000);
        List<FlowContext> contexts = new ArrayList<>();
        bench.subscribe(named("keep"), message -> contexts.add(FlowContext.current()));

        assertThat(office().redrive(only().id(), null)).isEqualTo(Redrive.QUEUED);
        bench.runAll();

        assertThat(contexts).extracting(FlowContext::traceparent).containsExactly(TRACE);
        assertThat(contexts).extracting(FlowContext::correlationId).containsExactly("c-1");
    }

    @Test
    void aLetterOfASubscriptionWithoutANameIsNotRedrivenToAnotherThatHasItsIdNow() {
        storeComes(store);
        hear(SubscriptionSpec.on("C", Object.class));
        TimeOrderedId id = die(1);
        bench.runLetters();
        restart(1_000);
        List<Object> others = bench.hear(SubscriptionSpec.on("C", Object.class));
        assertThat(bench.only().id()).isEqualTo("S1");

        assertThat(only().subscription()).isEqualTo("S1 (before a restart)");
        assertThat(office().redrive(id, null)).isEqualTo(Redrive.NO_SUBSCRIPTION);
        assertThat(office().redrive(DeadLetterFilter.ALL).noSubscription()).isEqualTo(1);
        bench.runLetters();
        assertThat(store.rows).containsOnlyKeys(id);
        restart(1_000);
        assertThat(only().subscription()).isEqualTo("S1 (before a restart)");

        others = bench.hear(SubscriptionSpec.on("C", Object.class));
        assertThat(office().redrive(id, "S1")).isEqualTo(Redrive.QUEUED);
        bench.runAll();
        assertThat(others).containsExactly(1);
    }

    @Test
    void whatIsDiscardedIsForgottenByTheStore() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId first = die(1);
        TimeOrderedId second = die(2);
        TimeOrderedId third = die(3);
        bench.runLetters();
        assertThat(office().discard(second)).isTrue();
        bench.runLetters();
        assertThat(store.rows).containsOnlyKeys(first, third);
        assertThat(office().discard(DeadLetterFilter.ALL)).isEqualTo(2);
        bench.runLetters();
        assertThat(store.rows).isEmpty();
    }

    @Test
    void whatIsRedrivenBeforeItWasWrittenIsNeverWritten() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId id = die(1);
        broken = false;
        assertThat(office().redrive(id, null)).isEqualTo(Redrive.QUEUED);
        int before = store.calls;
        bench.runLetters();
        assertThat(store.calls).isEqualTo(before);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void theStoreHoldsWhatTheMemoryHoldsAndNoMore() {
        bench = bench(3);
        storeComes(store);
        hear(named("keep"));
        for (int i = 0; i < 5; i++) {
            die(i);
            bench.runLetters();
        }
        assertThat(store.rows.keySet()).containsExactlyElementsOf(listed()).hasSize(3);
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(3, 3, 2, true, 0, 0, null));

        restart(2);
        assertThat(store.rows.keySet()).containsExactlyElementsOf(listed()).hasSize(2);

        bench.engine.settings(bench(1).engine.settings());
        bench.runLetters();
        assertThat(store.rows.keySet()).containsExactlyElementsOf(listed()).hasSize(1);
    }

    @Test
    void whileTheStoreFailsItIsTriedAfterGrowingPausesAndWhatWentMeanwhileIsCounted() {
        bench = bench(2);
        storeComes(store);
        hear(named("keep"));
        store.fails = true;
        die(1);
        bench.runLetters();
        int calls = store.calls;
        die(2);
        die(3);
        bench.runLetters();
        assertThat(store.calls).isEqualTo(calls);
        long waited = 0;
        for (long pause : new long[] {100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000}) {
            bench.pass(Duration.ofMillis(pause - 1));
            bench.runLetters();
            assertThat(store.calls).as("before %s ms", waited + pause).isEqualTo(calls);
            bench.pass(Duration.ofMillis(1));
            bench.runLetters();
            assertThat(store.calls).as("after %s ms", waited + pause).isEqualTo(++calls);
            waited += pause;
        }
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(2, 2, 1, true, 2, 1, firstDeath()));

        store.fails = false;
        bench.pass(Duration.ofSeconds(10));
        bench.runLetters();

        assertThat(store.rows.keySet()).containsExactlyElementsOf(listed()).hasSize(2);
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(2, 2, 1, true, 0, 1, null));
        assertThat(bench.due).isEmpty();
    }

    @Test
    void aStoreThatCanBeReadButNotWrittenIsNotTriedWithoutPause() {
        storeComes(store);
        hear(named("keep"));
        store.failsAfterTheCommit = true;
        die(1);
        bench.runLetters();
        bench.pass(Duration.ofMillis(100));
        die(2);
        bench.runLetters();
        int calls = store.calls;
        bench.pass(Duration.ofMillis(199));
        bench.runLetters();
        assertThat(store.calls).isEqualTo(calls);
    }

    @Test
    void whatTheStoreHasWrittenWithoutSayingSoIsNotWrittenTwiceAndDoesNotComeBack() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId redriven = die(1);
        TimeOrderedId kept = die(2);
        store.failsAfterTheCommit = true;
        bench.runLetters();
        assertThat(store.rows).containsOnlyKeys(redriven, kept);
        assertThat(bench.engine.deadLetters()).noneMatch(DeadLetter::stored);
        broken = false;
        assertThat(office().redrive(redriven, null)).isEqualTo(Redrive.QUEUED);
        store.failsAfterTheCommit = false;
        bench.pass(Duration.ofMillis(100));
        bench.runLetters();

        assertThat(listed()).containsExactly(kept);
        assertThat(only().stored()).isTrue();
        assertThat(store.rows).containsOnlyKeys(kept);
    }

    @Test
    void lettersOfTheTimeWithoutAStoreAreWrittenWhenItIsBackAndWhatWasRedrivenMeanwhileIsRemoved() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId before = die(1);
        TimeOrderedId redriven = die(2);
        storeGoes();
        assertThat(store.rows).containsOnlyKeys(before, redriven);
        TimeOrderedId without = die(3);
        broken = false;
        assertThat(office().redrive(redriven, null)).isEqualTo(Redrive.QUEUED);
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(2, 1_000, 0, false, 1, 0, firstDeath()));

        storeComes(store);

        assertThat(store.rows).containsOnlyKeys(before, without);
        assertThat(listed()).containsExactly(before, without);
        assertThat(bench.engine.deadLetters()).allMatch(DeadLetter::stored);
    }

    @Test
    void aStoreThatComesLateBringsItsLettersToThoseThatDiedBefore() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId former = die(1);
        bench.runLetters();
        bench = bench(1_000);
        hear(named("keep"));
        TimeOrderedId early = die(2);
        assertThat(listed()).containsExactly(early);

        storeComes(store);

        assertThat(listed()).containsExactlyInAnyOrder(former, early);
        assertThat(store.rows).containsOnlyKeys(former, early);
    }

    @Test
    void anotherStoreGetsEverythingThatIsInMemory() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId id = die(1);
        bench.runLetters();
        FakeLetterStore other = new FakeLetterStore();
        storeComes(other);
        office().storeLeaves(store, Duration.ofSeconds(1));
        assertThat(other.rows).containsOnlyKeys(id);
        assertThat(office().snapshot().hasStore()).isTrue();
        assertThat(only().stored()).isTrue();
    }

    @Test
    void aLetterThatTheStoreNeverTakesIsRefusedAloneAndCounted() {
        storeComes(store);
        hear(named("keep"));
        store.never = "poison";
        TimeOrderedId first = die("tea");
        TimeOrderedId bad = die("poison");
        TimeOrderedId last = die("milk");
        bench.runLetters();
        assertThat(store.rows).containsOnlyKeys(first, last);
        assertThat(listed()).containsExactly(first, bad, last);
        assertThat(office().find(bad).orElseThrow().stored()).isFalse();
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(3, 1_000, 0, true, 1, 1, firstDeath()));
        int calls = store.calls;
        assertThat(office().discard(bad)).isTrue();
        bench.runLetters();
        assertThat(store.calls).isEqualTo(calls);
    }

    @Test
    void whatCannotBeReadStaysInTheStoreAndTheOthersAreThere() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId good = die(1);
        bench.runLetters();
        StoredLetter strange = new StoredLetter(TimeOrderedId.next(), "{\"version\":99}");
        StoredLetter none = new StoredLetter(TimeOrderedId.next(), "not JSON");
        store.rows.put(strange.id(), strange);
        store.rows.put(none.id(), none);

        restart(1_000);

        assertThat(listed()).containsExactly(good);
        assertThat(store.rows).containsOnlyKeys(good, strange.id(), none.id());
    }

    @Test
    void aStopWritesWhatIsToBeWritten() {
        storeComes(store);
        hear(named("keep"));
        TimeOrderedId id = die(1);
        bench.lettersAtOnce = true;
        bench.engine.refuse();
        bench.engine.close();
        assertThat(store.rows).containsOnlyKeys(id);
    }

    @Test
    void aStopThatTheStoreDoesNotAnswerEndsAtItsDeadlineAndNothingIsWrittenAfterIt() {
        storeComes(store);
        hear(named("keep"));
        die(1);
        bench.engine.close();
        int calls = store.calls;
        bench.runLetters();
        bench.pass(Duration.ofMinutes(1));
        assertThat(store.calls).isEqualTo(calls);
        assertThat(store.rows).isEmpty();
    }

    @Test
    void withoutAStoreNothingIsDone() {
        hear(named("keep"));
        die(1);
        assertThat(bench.letterWork).isEmpty();
        assertThat(office().snapshot()).isEqualTo(new DeadLetterSnapshot(1, 1_000, 0, false, 1, 0, firstDeath()));
        bench.engine.close();
        assertThat(bench.letterWork).isEmpty();
    }
}
