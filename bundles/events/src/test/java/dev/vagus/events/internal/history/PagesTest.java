package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private final List<ModuleEvent> events = new ArrayList<>();

    @Test
    void everyCriterionCountsAndAllTogether() {
        add("LabStarted", "Lab-1", "Runner", 10, "c1", Map.of("Step", "DeployVM"));
        add("LabDone", "Lab-2", "Runner", 20, "c2", Map.of("Nested", List.of(Map.of("Note", "all Fine"))));
        add("Other", "Lab-1", "Clock", 30, null, Map.of("Count", 4711));

        assertThat(names(EventQuery.ALL)).containsExactly("Other", "LabDone", "LabStarted");
        assertThat(names(EventQuery.ALL.oldestFirst())).containsExactly("LabStarted", "LabDone", "Other");
        assertThat(names(EventQuery.ALL.named("Lab*"))).containsExactly("LabDone", "LabStarted");
        assertThat(names(EventQuery.ALL.on("*-1"))).containsExactly("Other", "LabStarted");
        assertThat(names(EventQuery.ALL.by("Run*"))).containsExactly("LabDone", "LabStarted");
        assertThat(names(EventQuery.ALL.correlatedBy("c2"))).containsExactly("LabDone");
        assertThat(names(EventQuery.ALL.between(at(20), null))).containsExactly("Other", "LabDone");
        assertThat(names(EventQuery.ALL.between(at(10), at(20)))).containsExactly("LabStarted");
        assertThat(names(EventQuery.ALL.containing("deployvm"))).containsExactly("LabStarted");
        assertThat(names(EventQuery.ALL.containing("l f"))).containsExactly("LabDone");
        assertThat(names(EventQuery.ALL.containing("note"))).containsExactly("LabDone");
        assertThat(names(EventQuery.ALL.containing("71"))).containsExactly("Other");
        assertThat(names(EventQuery.ALL.named("Lab*").on("Lab-1").by("Runner").containing("Step")))
                .containsExactly("LabStarted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesAreStableWhileEventsComeAndGo(boolean newestFirst) {
        for (int i = 0; i < 10; i++) {
            add("e" + i, "Events", "Lab", i, null, Map.of());
        }
        EventQuery query =
                newestFirst ? EventQuery.ALL.limit(3) : EventQuery.ALL.limit(3).oldestFirst();
        List<String> seen = new ArrayList<>();
        String next = null;
        for (int page = 0; page == 0 || next != null; page++) {
            EventPage found = Pages.of(events.stream(), query.after(next));
            found.events().forEach(event -> seen.add(event.name()));
            next = found.next();
            if (page == 0) {
                add("new", "Events", "Lab", 99, null, Map.of());
                events.remove(1);
            }
        }

        List<String> expected = newestFirst
                ? List.of("e9", "e8", "e7", "e6", "e5", "e4", "e3", "e2", "e0")
                : List.of("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "new");
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void theLastPageSaysThatThereIsNoOther() {
        for (int i = 0; i < 4; i++) {
            add("e" + i, "Events", "Lab", i, null, Map.of());
        }

        EventPage first = Pages.of(events.stream(), EventQuery.ALL.limit(2));
        EventPage second = Pages.of(events.stream(), EventQuery.ALL.limit(2).after(first.next()));

        assertThat(first.next()).isEqualTo(first.events().get(1).id());
        assertThat(second.events()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesOfMemoryAndStoreBecomeOneWithEachEventOnce(boolean newestFirst) {
        for (int i = 0; i < 20; i++) {
            add("e" + i, "Events", "Lab", i, null, Map.of());
        }
        List<ModuleEvent> stored = events.stream()
                .filter(event -> event.timestamp().toEpochMilli() % 5 != 4)
                .toList();
        List<ModuleEvent> memory = events.subList(12, 20);
        List<ModuleEvent> expected = new ArrayList<>(stored);
        memory.stream().filter(event -> !stored.contains(event)).forEach(expected::add);
        Comparator<ModuleEvent> order = Comparator.comparing(ModuleEvent::id);
        expected.sort(newestFirst ? order.reversed() : order);

        EventQuery query =
                newestFirst ? EventQuery.ALL.limit(3) : EventQuery.ALL.limit(3).oldestFirst();
        List<ModuleEvent> seen = new ArrayList<>();
        String next = null;
        for (int page = 0; page == 0 || next != null; page++) {
            EventQuery asked = query.after(next);
            EventPage merged = Pages.merge(Pages.of(memory.stream(), asked), Pages.of(stored.stream(), asked), asked);
            seen.addAll(merged.events());
            next = merged.next();
        }

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void aPlaceThatIsNoneAndALimitOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Pages.of(events.stream(), EventQuery.ALL.after("3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'3' is not a place in the history");
        assertThatThrownBy(() -> EventQuery.ALL.limit(0)).hasMessageContaining("from 1 to 10000");
    }

    private void add(
            String name, String channel, String source, long millis, String correlation, Map<String, Object> data) {
        events.add(Past.event(name, channel, source, millis, correlation, data));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private List<String> names(EventQuery query) {
        return Pages.of(events.stream(), query).events().stream()
                .map(ModuleEvent::name)
                .toList();
    }
}
