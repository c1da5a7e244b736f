package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed while it writes has lost nothing that it said was persisted. The system property
 * {@code vagus.kills} says how often, 3 times without it; with it, the rate is told that the process wrote at.
 */
class KillTest {
    private static final Integer KILLS = Integer.getInteger("vagus.kills");
    private static final int MOST_BEFORE_THE_KILL = 40_000;

    @TempDir
    private Path folder;

    static IntStream kills() {
        Random random = new Random();
        return IntStream.range(0, KILLS == null ? 3 : KILLS).map(kill -> 1 + random.nextInt(MOST_BEFORE_THE_KILL));
    }

    @ParameterizedTest(name = "after {0} events")
    @MethodSource("kills")
    void whatWasPersistedSurvivesTheKill(int events) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesUntilKilled.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> persisted = readUntil(writer, events);
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();

        JdbcHistoryStore store = new H2Database(folder).start(TestDatabase.BOUNDS);
        try {
            assertThat(persisted).hasSizeGreaterThanOrEqualTo(events);
            assertThat(idsIn(store)).containsAll(persisted);
        } finally {
            store.stop();
        }
    }

    /** What the process has said before it was killed, whole lines only. */
    private static Set<String> readUntil(Process writer, int lines) throws IOException {
        Set<String> persisted = new HashSet<>();
        long first = 0;
        try (BufferedReader pipe =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = pipe.readLine(); line != null; line = pipe.readLine()) {
                if (line.length() == 13) {
                    persisted.add(line);
                }
                if (persisted.size() == 1) {
                    first = System.nanoTime();
                }
                if (persisted.size() == lines) {
                    writer.toHandle().destroyForcibly();
                    tell(lines, System.nanoTime() - first);
                }
            }
        }
        return persisted;
    }

    private static void tell(int events, long nanos) {
        if (KILLS != null) {
            System.out.printf(
                    "Killed after %d events, persisted at %.0f events/s%n", events, events * 1e9 / Math.max(1, nanos));
        }
    }

    private static Set<String> idsIn(JdbcHistoryStore store) {
        Set<String> ids = new HashSet<>();
        EventQuery query = EventQuery.ALL.limit(EventQuery.MOST);
        EventPage page = store.query(query);
        page.events().forEach(event -> ids.add(event.id()));
        while (page.next() != null) {
            page = store.query(query.after(page.next()));
            page.events().forEach(event -> ids.add(event.id()));
        }
        return ids;
    }
}
