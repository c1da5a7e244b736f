package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.Replay;
import dev.vagus.events.internal.history.KeepRules;
import dev.vagus.events.internal.history.Kept;
import dev.vagus.events.internal.history.Limits;
import dev.vagus.events.internal.history.Matching;
import dev.vagus.events.internal.history.TopicRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

/** Events that are no Vagus events, in the history. */
class ForeignEventsTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final TestBench bench = new TestBench(100, 10, executor, 50);
    private final ForeignEvents foreign =
            new ForeignEvents(new Structures((object, where) -> "an object"), () -> 5_000L);

    private record Step(String name, Object of) {}

    private static final class Loaf {
        public String getPrice() {
            throw new AssertionError("code of the poster is not run");
        }

        @Override
        public String toString() {
            throw new AssertionError("code of the poster is not run");
        }
    }

    private void keep(String... topics) {
        bench.history.limits(new Limits(100, TestBench.MUCH, 0, KeepRules.ALL, TopicRules.of(List.of(topics))));
    }

    private List<String> kept() {
        return bench.history.present().stream().map(each -> each.event().name()).toList();
    }

    @Test
    void nothingOfOthersIsKeptUnlessItIsConfigured() {
        bench.engine.post(new Event("org/acme/Heated", Map.of()));
        assertThat(kept()).isEmpty();
        assertThat(bench.engine.isWanted("org/acme/Heated")).isFalse();

        keep("org/acme/*", "!*/Tick");
        bench.engine.post(new Event("org/acme/Posted", Map.of()));
        bench.engine.send(new Event("org/acme/Sent", Map.of()));
        bench.engine.postHurried(new Event("org/acme/OfTheFramework", Map.of()));
        bench.engine.feed(new Event("org/acme/Fed", Map.of()));
        bench.engine.post(new Event("org/acme/Tick", Map.of()));
        bench.engine.post(new Event("com/acme/Heated", Map.of()));

        assertThat(kept())
                .containsExactly("org/acme/Posted", "org/acme/Sent", "org/acme/OfTheFramework", "org/acme/Fed");
        assertThat(bench.engine.isWanted("org/acme/Heated")).isTrue();
        assertThat(bench.engine.isWanted("com/acme/Heated")).isFalse();
        assertThat(bench.engine.explainer().explain("org/acme/Heated").kept()).isTrue();
        assertThat(bench.engine.explainer().explain("com/acme/Heated").kept()).isFalse();
    }

    @Test
    void whatSelectsOthersSelectsNoVagusEvent() {
        bench.history.limits(
                new Limits(100, TestBench.MUCH, 0, KeepRules.of(List.of("Lab/*")), TopicRules.of(List.of("*"))));

        bench.engine.post(new Event("dev/vagus/event/Events/Unselected", Map.of()));
        bench.engine.post(new Event("dev/vagus/event/Lab/Selected", Map.of()));
        bench.engine.post(new Event("dev/vagus/event/too/deep/ToBeOne", Map.of()));

        assertThat(kept()).containsExactly("Selected", "dev/vagus/event/too/deep/ToBeOne");
    }

    @Test
    void anEventSaysItsTopicItsTimeAndItsBundle() {
        ModuleEvent event = foreign.recordOf(new Event(
                "org/acme/Heated",
                Map.of("timestamp", 7_000L, "bundle.symbolicName", "acme.oven", "vagus.correlation.id", "c", "n", 1)));

        assertThat(event.name()).isEqualTo("org/acme/Heated");
        assertThat(event.channel()).isEmpty();
        assertThat(event.source()).isEqualTo("acme.oven");
        assertThat(event.timestamp()).isEqualTo(Instant.ofEpochMilli(7_000));
        assertThat(event.correlationId()).isEqualTo("c");
        assertThat(event.data())
                .containsEntry("n", 1)
                .containsEntry("bundle.symbolicName", "acme.oven")
                .doesNotContainKeys("event.topics", "timestamp");
    }

    @Test
    void withoutATimeAndABundleItIsOfNowAndOfNobody() {
        ModuleEvent event = foreign.recordOf(new Event("org/acme/Heated", Map.of("timestamp", "today")));

        assertThat(event.timestamp()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(event.source()).isEmpty();
        assertThat(event.correlationId()).isNull();
        assertThat(event.data()).isEqualTo(Map.of("timestamp", "today"));
    }

    @Test
    void whatIsStructureIsCopiedAndOfEverythingElseATextIsKept() {
        List<Object> list = new ArrayList<>(Arrays.asList(1, new Loaf(), null));
        Map<Object, Object> odd = Map.of(new int[] {1}, "a key that is no text");
        Map<String, Object> properties = new HashMap<>();
        properties.put("list", list);
        properties.put("array", new String[] {"a"});
        properties.put("record", new Step("first", new Loaf()));
        properties.put("loaf", new Loaf());
        properties.put("odd", odd);
        properties.put("none", null);

        ModuleEvent event = foreign.recordOf(new Event("org/acme/Heated", properties));
        list.set(0, 2);

        Map<String, Object> expected = new HashMap<>();
        expected.put("list", Arrays.asList(1, "an object", null));
        expected.put("array", List.of("a"));
        expected.put("record", Map.of("name", "first", "of", "an object"));
        expected.put("loaf", "an object");
        expected.put("odd", odd.getClass().getName());
        expected.put("none", null);
        assertThat(event.data()).isEqualTo(expected);
    }

    @Test
    void noHandlerOfVagusEventsHearsThemNowOrLater() {
        keep("*");
        List<String> heard = new ArrayList<>();
        bench.engine.post(new Event("org/acme/Past", Map.of()));
        bench.publish("Past");
        bench.add(Replay.last(10), event -> heard.add(event.name()));
        bench.engine.post(new Event("org/acme/Live", Map.of()));
        executor.runAll();

        assertThat(heard).containsExactly("Past");
        assertThat(bench.engine.replay("Lab", new Matching(EventQuery.ALL))).isEqualTo(1);
        executor.runAll();
        assertThat(heard).containsExactly("Past", "Past");
    }

    @Test
    void aQueryFindsThemByTopicAndTellsThemFromVagusEvents() {
        keep("*");
        bench.engine.post(new Event("org/acme/Heated", Map.of("oven", "left")));
        bench.engine.post(new Event("com/acme/Heated", Map.of()));
        bench.publish("Heated");

        assertThat(named(EventQuery.ALL.named("org/acme/*"))).containsExactly("org/acme/Heated");
        assertThat(named(EventQuery.ALL.named("*/*"))).containsExactly("org/acme/Heated", "com/acme/Heated");
        assertThat(named(EventQuery.ALL.on(""))).containsExactly("org/acme/Heated", "com/acme/Heated");
        assertThat(named(EventQuery.ALL.named("Heated"))).containsExactly("Heated");
        assertThat(named(EventQuery.ALL.containing("left"))).containsExactly("org/acme/Heated");
    }

    private List<String> named(EventQuery query) {
        return bench.history.present().stream()
                .map(Kept::event)
                .filter(new Matching(query))
                .map(ModuleEvent::name)
                .toList();
    }
}
