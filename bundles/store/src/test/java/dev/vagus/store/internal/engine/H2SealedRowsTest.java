package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2SealedRowsTest extends SealedRowsContract {
    @TempDir
    private Path folder;

    @Override
    TestDatabase database() {
        return new H2Database(folder);
    }

    /** H2 compresses nothing, so a text that was written anywhere would be found in its file. */
    @Test
    void noFileHoldsThePlainText() throws Exception {
        TestDatabase database = new H2Database(folder.resolve("files"));
        Sealing sealing = new Sealing();
        sealing.cipher(new FakeCipher(1));
        JdbcHistoryStore store = TestDatabase.start(database, TestDatabase.BOUNDS, sealing);
        store.append(TestDatabase.event("Opened", Map.of("code", "hidden-4711")).with(ModuleEvent.Mark.ENCRYPTED));
        store.append(TestDatabase.event("Opened", Map.of("code", "visible-4711")))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        store.stop();

        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all.toString()).contains("visible-4711").doesNotContain("hidden-4711");
    }
}
