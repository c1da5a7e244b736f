package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store finds on each database. */
abstract class HistoryQueryContract extends HistoryStoreFixture {
    @Test
    void everyCriterionCountsAndWildcardsAreLiteralOtherwise() {
        append("Lab_Started", "Lab-1", "Runner", 10, "c1", Map.of("Step", "Deploy%VM"));
        append("LabXStarted", "Lab-2", "Runner", 20, "c2", Map.of("Nested", List.of(Map.of("Note", "all \"Fine\""))));
        append("Other", "Lab-1", "Clock", 30, null, Map.of("Count", 4711));

        assertThat(names(EventQuery.ALL)).containsExactly("Other", "LabXStarted", "Lab_Started");
        assertThat(names(EventQuery.ALL.oldestFirst())).containsExactly("Lab_Started", "LabXStarted", "Other");
        assertThat(names(EventQuery.ALL.named("Lab_*"))).containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.named("*Started"))).containsExactly("LabXStarted", "Lab_Started");
        assertThat(names(EventQuery.ALL.named("Other").on("Lab-1").by("Clock"))).containsExactly("Other");
        assertThat(names(EventQuery.ALL.correlatedBy("c2"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.correlatedBy("c2").named("Lab*"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.correlatedBy("c2").named("Other"))).isEmpty();
        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(10), Instant.ofEpochMilli(20))))
                .containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.containing("y%v"))).containsExactly("Lab_Started");
        assertThat(names(EventQuery.ALL.containing("ALL \"FINE"))).containsExactly("LabXStarted");
        assertThat(names(EventQuery.ALL.containing("471"))).containsExactly("Other");
        assertThat(store.clear(EventQuery.ALL.named("Lab*").limit(1))).isEqualTo(2);
        assertThat(names(EventQuery.ALL)).containsExactly("Other");
    }

    @Test
    void pagesAreStableWhileEventsCome() {
        for (int i = 0; i < 10; i++) {
            append("e" + i, "Events", "Lab", i, null, Map.of());
        }
        List<String> seen = new ArrayList<>();
        String next = null;
        for (int page = 0; page == 0 || next != null; page++) {
            EventPage found = store.query(EventQuery.ALL.limit(4).after(next));
            found.events().forEach(event -> seen.add(event.name()));
            next = found.next();
            append("new" + page, "Events", "Lab", 99, null, Map.of());
        }

        assertThat(seen).containsExactly("e9", "e8", "e7", "e6", "e5", "e4", "e3", "e2", "e1", "e0");
    }

    @Test
    void aNameAsLongAsATopicMayBeIsKept() throws Exception {
        String topic = "org/acme/" + "x".repeat(1_000);
        append(topic, "", "acme", 1, null, Map.of());
        assertThat(names(EventQuery.ALL)).containsExactly(topic);
        assertThat(names(EventQuery.ALL.named("org/acme/*"))).containsExactly(topic);
    }

    @Test
    void aPatternFindsTheEventsOfItsNamesPageByPage() {
        for (int i = 0; i < 40; i++) {
            append(
                    i % 3 == 0 ? "Rare" : "Lab" + i % 7,
                    i % 2 == 0 ? "Even" : "Odd",
                    "Lab",
                    i,
                    null,
                    Map.of("Number", i));
        }
        List<Integer> due = IntStream.range(0, 40)
                .filter(i -> i % 3 != 0 && i % 2 == 0)
                .boxed()
                .toList();

        assertThat(numbers(EventQuery.ALL.named("Lab*").on("Even").oldestFirst().limit(4)))
                .isEqualTo(due);
        List<Integer> reversed = new ArrayList<>(due);
        Collections.reverse(reversed);
        assertThat(numbers(EventQuery.ALL.named("Lab*").on("Even").limit(5))).isEqualTo(reversed);
        assertThat(numbers(EventQuery.ALL.named("*ab2").limit(1000))).hasSize(4);
        assertThat(numbers(EventQuery.ALL.named("Nobody*"))).isEmpty();
        store.clear(EventQuery.ALL.named("Lab*"));
        assertThat(numbers(EventQuery.ALL.named("*a*").limit(3))).hasSize(14);
    }

    private List<Integer> numbers(EventQuery query) {
        List<Integer> numbers = new ArrayList<>();
        String next = null;
        do {
            EventPage page = store.query(query.after(next));
            page.events().forEach(event -> numbers.add((Integer) event.data().get("Number")));
            next = page.next();
        } while (next != null);
        return numbers;
    }

    @Test
    void aSpanOfTimeIsFoundAlsoAfterTheClockWasSetBack() {
        long now = System.currentTimeMillis();
        append("before", "Events", "Lab", now, null, Map.of());
        append("setBack", "Events", "Lab", now - 3_600_000, null, Map.of());
        append("setForth", "Events", "Lab", now + 3_600_000, null, Map.of());

        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(now - 1), Instant.ofEpochMilli(now + 1))))
                .containsExactly("before");
        assertThat(names(EventQuery.ALL.between(null, Instant.ofEpochMilli(now))))
                .containsExactly("setBack");
        assertThat(names(EventQuery.ALL.between(Instant.ofEpochMilli(now + 1), null)))
                .containsExactly("setForth");
        assertThat(names(EventQuery.ALL
                        .named("set*")
                        .between(Instant.ofEpochMilli(now - 4_000_000), Instant.ofEpochMilli(now + 4_000_000))))
                .containsExactly("setForth", "setBack");
        assertThat(store.clear(EventQuery.ALL.between(null, Instant.ofEpochMilli(now))))
                .isEqualTo(1);
    }

    @Test
    void longDataAreKeptAndFoundToo() {
        String text = "y".repeat(100_000) + "Needle";
        append("long", "Events", "Lab", 1, null, Map.of("Text", text));
        append("short", "Events", "Lab", 1, null, Map.of("Text", "needle"));

        assertThat(names(EventQuery.ALL.containing("NEEDLE"))).containsExactly("short", "long");
        assertThat(store.query(EventQuery.ALL.named("long")).events().get(0).data())
                .isEqualTo(Map.of("Text", text));
    }
}
