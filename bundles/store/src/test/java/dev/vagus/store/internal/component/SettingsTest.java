package dev.vagus.store.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void withoutConfigurationItIsAnEmbeddedDatabaseInTheFolder() throws Exception {
        Settings settings = Settings.read(Map.of(), folder);

        assertThat(settings.url()).startsWith("jdbc:h2:file:" + folder).contains("WRITE_DELAY=0");
        assertThat(settings.forDriver()).containsOnlyKeys("url");
        assertThat(settings.bounds().queue()).isEqualTo(50_000);
        assertThat(settings.bounds().events()).isEqualTo(1_000_000);
        assertThat(settings.bounds().stopDeadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void thePasswordComesFromWhereItIsAndIsNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "secret\nmore");
        Map<String, Object> plain = Map.of("url", "jdbc:x", "user", "me", "password", "open");
        Map<String, Object> inFile = Map.of("url", "jdbc:x", "user", "me", "password.file", file.toString());
        Map<String, Object> nowhere = Map.of("url", "jdbc:x", "user", "me", "password.env", "VAGUS_NO_SUCH_VARIABLE");

        assertThat(forDriver(plain)).containsEntry("password", "open").containsEntry("user", "me");
        assertThat(forDriver(inFile)).containsEntry("password", "secret").containsEntry("url", "jdbc:x");
        assertThat(forDriver(nowhere)).containsEntry("password", "");
        assertThat(Settings.read(plain, folder).toString()).doesNotContain("open");
    }

    @Test
    void aWrongNumberIsRefusedByItsKey() {
        assertThatThrownBy(() -> Settings.read(Map.of("queue.capacity", 0), folder))
                .hasMessageContaining("queue.capacity must be a whole number from 1 to");
        assertThatThrownBy(() -> Settings.read(Map.of("history.age.ms", "old"), folder))
                .hasMessageContaining("history.age.ms")
                .hasMessageContaining("'old'");
    }

    private Properties forDriver(Map<String, Object> configuration) throws Exception {
        return Settings.read(configuration, folder).forDriver();
    }
}
