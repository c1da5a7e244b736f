package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.events.internal.history.History;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.StickyEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class BroadcastTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final ModuleEvents mapping = new ModuleEvents(new Structures(), () -> 1_000L);
    private final History history = new History(Limits.DEFAULTS, () -> 1_000L);
    private final EventEngine engine =
            new EventEngine(mapping, history, new StickyEvents(history, 10), executor, System::nanoTime, 100);
    private final List<String> heard = new ArrayList<>();

    @Test
    void reachesTheSubscribersOfEveryChannelOnce() {
        addModule("lab", name -> name.equals("Alarm"), "dev/vagus/event/Lab/Alarm");
        addModule("any", name -> true, "dev/vagus/event/*");
        addModule("several", name -> name.startsWith("A"), "dev/vagus/event/Lab/*", "dev/vagus/event/Events/*");
        addModule("other", name -> name.equals("Other"), "dev/vagus/event/Lab/*");

        broadcast("Alarm");

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "lab Alarm on Events [BROADCAST]",
                        "any Alarm on Events [BROADCAST]",
                        "several Alarm on Events [BROADCAST]");
    }

    @Test
    void reachesHandlersOfOsgiEventsOnceUnderATopicThatTheyListenTo() {
        addOsgi("own", "dev/vagus/event/Events/Alarm");
        addOsgi("lab", "dev/vagus/event/Lab/*", "dev/vagus/event/Other/Alarm");
        addOsgi("exact", "dev/vagus/event/Lab/Other", "dev/vagus/event/Other/Alarm");
        addOsgi("all", "*", "dev/vagus/event/Lab/*");
        addOsgi("vagus", "dev/vagus/*");
        addOsgi("another name", "dev/vagus/event/Lab/Other");
        addOsgi("deeper", "dev/vagus/event/Lab/Alarm/*");
        addOsgi("elsewhere", "org/osgi/*");

        broadcast("Alarm");

        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "own dev/vagus/event/Events/Alarm",
                        "lab dev/vagus/event/Lab/Alarm",
                        "exact dev/vagus/event/Other/Alarm",
                        "all dev/vagus/event/Events/Alarm",
                        "vagus dev/vagus/event/Events/Alarm");
    }

    @Test
    void seesHandlersThatComeAndGoAfterTheFirstOne() {
        broadcast("Alarm");
        HandlerEntry entry = addModule("late", name -> true, "dev/vagus/event/Lab/*");
        broadcast("Alarm");
        engine.remove(entry);
        broadcast("Alarm");

        assertThat(heard).containsExactly("late Alarm on Events [BROADCAST]");
    }

    @Test
    void filtersDecideAndSeeThatItIsABroadcast() {
        Interest wanted = Interests.where(event -> Boolean.TRUE.equals(event.getProperty("vagus.broadcast")), 0, "*");
        engine.add(identity(HandlerKind.OSGI), wanted, occurrence -> heard.add("filtered"));
        Interest unwanted = Interests.where(event -> event.containsProperty("absent"), 0, "*");
        engine.add(identity(HandlerKind.OSGI), unwanted, occurrence -> heard.add("never"));

        broadcast("Alarm");
        engine.publish(Publication.of(mapping.create("Alarm", "Events", "me", null, Map.of())));
        executor.runAll();

        assertThat(heard).containsExactly("filtered");
    }

    private void broadcast(String name) {
        engine.publish(Publication.of(mapping.create(name, "Events", "me", null, Map.of(), Set.of(Mark.BROADCAST))));
        executor.runAll();
    }

    private HandlerEntry addModule(String label, Predicate<String> names, String... topics) {
        Interest plain = Interests.in(topics);
        Interest interest = new Interest(
                plain.patterns(),
                topic -> true,
                names,
                plain.filter(),
                plain.order(),
                plain.replay(),
                plain.declared());
        return engine.add(identity(HandlerKind.MODULE), interest, occurrence -> {
            ModuleEvent event = occurrence.view();
            heard.add(label + ' ' + event.name() + " on " + event.channel() + ' ' + event.marks());
        });
    }

    private void addOsgi(String label, String... topics) {
        engine.add(
                identity(HandlerKind.OSGI),
                Interests.in(topics),
                occurrence -> heard.add(label + ' ' + occurrence.event().getTopic()));
    }

    private static HandlerIdentity identity(HandlerKind kind) {
        return new HandlerIdentity("c1", kind, "test", 1);
    }
}
