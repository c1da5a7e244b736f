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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes has lost nothing that it said was persisted. */
class KillTest {
    @TempDir
    private Path folder;

    @RepeatedTest(3)
    void whatWasPersistedSurvivesTheKill(RepetitionInfo repetition) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesUntilKilled.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> persisted = readUntil(writer, 2_000 + 3_333 * repetition.getCurrentRepetition());
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();

        JdbcHistoryStore store = new H2Database(folder).start(TestDatabase.BOUNDS);
        try {
            assertThat(persisted).hasSizeGreaterThan(2_000);
            assertThat(idsIn(store)).containsAll(persisted);
        } finally {
            store.stop();
        }
    }

    /** What the process has said before it was killed, whole lines only. */
    private static Set<String> readUntil(Process writer, int lines) throws IOException {
        Set<String> persisted = new HashSet<>();
        try (BufferedReader pipe =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = pipe.readLine(); line != null; line = pipe.readLine()) {
                if (line.length() == 13) {
                    persisted.add(line);
                }
                if (persisted.size() == lines) {
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        return persisted;
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
