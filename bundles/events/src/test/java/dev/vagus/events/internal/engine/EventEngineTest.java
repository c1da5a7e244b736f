package dev.vagus.events.internal.engine;

import static dev.vagus.events.internal.engine.HandlerBooks.assertBalances;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventsStoppedException;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class EventEngineTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final ModuleEvents mapping = new ModuleEvents(new Structures(), () -> 1_000L);
    private final History history = new History(Limits.DEFAULTS, () -> 1_000L);
    private final EventEngine engine =
            new EventEngine(mapping, history, new StickyEvents(history, 10), executor, System::nanoTime, 3);
    private final List<String> heard = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void aSentEventRunsEveryMatchingHandlerBeforeItReturns() {
        add("first", "a/b");
        add("second", "a/*");
        add("other", "c");

        engine.send(event("a/b"));

        assertThat(heard).containsExactly("first a/b", "second a/b");
    }

    @Test
    void aPostedEventDoesNotRunHandlersInTheCaller() {
        add("handler", "*");

        engine.post(event("a"));
        assertThat(heard).isEmpty();

        executor.runAll();
        assertThat(heard).containsExactly("handler a");
    }

    @Test
    void postedEventsKeepTheirOrder() {
        add("handler", "*");

        engine.post(event("a"));
        engine.post(event("b"));
        engine.post(event("c"));
        executor.runAll();

        assertThat(heard).containsExactly("handler a", "handler b", "handler c");
    }

    @Test
    void whoIsToGetAPostedEventIsDecidedWhenItIsPosted() {
        engine.post(event("a"));
        add("late", "*");
        executor.runAll();

        assertThat(heard).isEmpty();
    }

    @Test
    void aHandlerThatLeavesBeforeItsTurnGetsNothing() {
        HandlerEntry leaving = add("leaving", "*");
        add("staying", "*");

        engine.post(event("a"));
        engine.remove(leaving);
        executor.runAll();

        assertThat(heard).containsExactly("staying a");
        assertThat(leaving.snapshot().cleared()).isEqualTo(1);
        assertBalances(leaving.snapshot());
    }

    @Test
    void whatAHandlerThrowsReachesNeitherTheSenderNorOtherHandlers() {
        for (Throwable error : List.of(
                new IllegalStateException("broken"),
                new LinkageError("broken"),
                new StackOverflowError(),
                new Exception())) {
            engine.add(identity(), Interests.in("a"), occurrence -> sneak(error));
        }
        add("after", "a");

        assertThatCode(() -> engine.send(event("a"))).doesNotThrowAnyException();
        engine.post(event("a"));
        executor.runAll();

        assertThat(heard).containsExactly("after a", "after a");
        assertThat(engine.snapshots().get(0).failed()).isEqualTo(2);
    }

    @Test
    void aFilterDecidesAndOneThatThrowsNeverMatches() {
        engine.add(identity(), Interests.where(event -> "x".equals(event.getProperty("k")), 0, "a"), this::hear);
        engine.add(
                identity(),
                Interests.where(
                        event -> {
                            throw new IllegalStateException("a value that cannot be compared");
                        },
                        0,
                        "a"),
                this::hear);

        engine.send(new Event("a", Map.of("k", "x")));
        engine.send(new Event("a", Map.of("k", "y")));

        assertThat(heard).containsExactly("a");
    }

    @Test
    void aFullMailboxDropsTheNewestAndCountsIt() {
        HandlerEntry entry = add("slow", "*");

        for (int i = 0; i < 5; i++) {
            engine.post(event("t/" + i));
        }
        HandlerSnapshot full = entry.snapshot();
        executor.runAll();

        assertThat(full.queued()).isEqualTo(3);
        assertThat(full.dropped()).isEqualTo(2);
        assertBalances(full);
        assertThat(heard).containsExactly("slow t/0", "slow t/1", "slow t/2");
        assertBalances(entry.snapshot());
    }

    @Test
    void aChangedCapacityCountsAtOnce() {
        HandlerEntry entry = add("slow", "*");
        engine.capacity(1);

        engine.post(event("a"));
        engine.post(event("b"));

        assertThat(entry.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aHandlerThatChangesItsTopicsKeepsItsBooks() {
        HandlerEntry entry = add("handler", "a");
        engine.send(event("a"));

        engine.change(entry, Interests.in("b"));
        engine.send(event("a"));
        engine.send(event("b"));

        assertThat(heard).containsExactly("handler a", "handler b");
        assertThat(entry.snapshot().delivered()).isEqualTo(2);
        assertThat(entry.snapshot().topics()).containsExactly("b");
    }

    @Test
    void aHandlerMayRaiseEventsAndRemoveItselfWhileItHandlesOne() {
        HandlerEntry[] self = new HandlerEntry[1];
        self[0] = engine.add(identity(), Interests.in("a"), occurrence -> {
            hear(occurrence);
            engine.remove(self[0]);
            engine.send(event("a"));
            engine.post(event("b"));
        });
        add("other", "b");

        engine.send(event("a"));
        executor.runAll();

        assertThat(heard).containsExactly("a", "other b");
        assertBalances(self[0].snapshot());
    }

    @Test
    void handlersOfVagusEventsAreNeverRunOnTheSendersThread() {
        addModuleHandler("module");

        engine.send(new Event("dev/vagus/event/Lab/Done", Map.of("Step", "one")));
        assertThat(heard).isEmpty();

        executor.runAll();
        assertThat(heard).containsExactly("module Done on Lab {Step=one}");
    }

    @Test
    void aPublishedEventReachesHandlersOfBothKinds() {
        add("osgi", "dev/vagus/event/Events/*");
        addModuleHandler("module");

        engine.publish(Publication.of(mapping.create("Started", "Events", "me", null, Map.of("Step", "one"))));
        executor.runAll();

        assertThat(heard).containsExactly("osgi dev/vagus/event/Events/Started", "module Started on Events {Step=one}");
    }

    @Test
    void whatANeighbourDeliversGoesToHandlersOfVagusEventsOnly() {
        add("osgi", "*");
        addModuleHandler("module");

        engine.feed(new Event("dev/vagus/event/Events/Started", Map.of()));
        executor.runAll();

        assertThat(heard).containsExactly("module Started on Events {}");
    }

    @Test
    void anEventWithoutStructureIsAFailureOfTheHandlerThatNeedsOne() {
        HandlerEntry module = addModuleHandler("module");
        Map<String, Object> endless = new java.util.HashMap<>();
        endless.put("self", endless);

        engine.post(new Event("dev/vagus/event/Events/Bad", endless));
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(module.snapshot().failed()).isEqualTo(1);
        assertBalances(module.snapshot());
    }

    @Test
    void afterTheStopNobodyGetsAnythingAndPublishingSaysWhy() {
        HandlerEntry entry = add("handler", "*");
        engine.post(event("a"));

        engine.stop(() -> {});
        engine.post(event("b"));
        engine.send(event("c"));
        executor.runAll();

        assertThat(heard).isEmpty();
        assertThat(entry.snapshot().cleared()).isEqualTo(1);
        ModuleEvent event = mapping.create("Late", "Events", "me", null, Map.of());
        assertThatThrownBy(() -> engine.publish(Publication.of(event))).isInstanceOf(EventsStoppedException.class);
    }

    @Test
    void theStopDeliversWhatIsQueuedAsLongAsThereIsTime() {
        add("handler", "*");
        engine.post(event("a"));

        engine.stop(executor::runAll);

        assertThat(heard).containsExactly("handler a");
    }

    private HandlerEntry add(String name, String... topics) {
        return engine.add(
                identity(),
                Interests.in(topics),
                occurrence -> heard.add(name + ' ' + occurrence.event().getTopic()));
    }

    private HandlerEntry addModuleHandler(String name) {
        HandlerIdentity identity = new HandlerIdentity("c" + ids.incrementAndGet(), HandlerKind.MODULE, "test", 1);
        return engine.add(identity, Interests.in("dev/vagus/event/*"), occurrence -> {
            ModuleEvent event = occurrence.view();
            heard.add(name + ' ' + event.name() + " on " + event.channel() + ' ' + event.data());
        });
    }

    private HandlerIdentity identity() {
        return new HandlerIdentity("s" + ids.incrementAndGet(), HandlerKind.OSGI, "test", 1);
    }

    private void hear(Occurrence occurrence) {
        heard.add(occurrence.event().getTopic());
    }

    private static Event event(String topic) {
        return new Event(topic, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }
}
