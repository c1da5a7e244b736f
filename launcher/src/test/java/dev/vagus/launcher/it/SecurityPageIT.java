package dev.vagus.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about security shows is run, with the configuration that it shows. */
class SecurityPageIT {
    @TempDir
    private Path folder;

    @Test
    void theSessionOfThePageGoesAsItSays() throws Exception {
        Home home = new Home(folder);
        DocumentedSession.copyModules(home);
        DocumentedSession session = DocumentedSession.of("security.md");
        Files.writeString(home.conf("dev.vagus.security.cfg"), DocumentedSession.block(session.page(), "properties"));
        String script =
                session.script().replace("ann.jwt", folder.resolve("ann.jwt").toString());
        try (VagusProcess vagus = home.start("-c", script)) {
            assertThat(vagus.awaitExit()).isZero();
            vagus.assertOut(session.answers().stream()
                    .map(line -> line.replace("ann.jwt", "\\E.*\\Q"))
                    .toList());
            assertThat(vagus.out()).noneMatch(line -> line.contains("eyJ"));
        }
        assertThat(Files.readString(folder.resolve("ann.jwt"))).startsWith("eyJ");
        assertThat(logs())
                .contains("token-revoked")
                .doesNotContain("eyJ")
                .as("nothing was away that is needed, neither at the start nor at the stop")
                .doesNotContain("all access to");
    }

    @Test
    void aSecondStartWithSecurityOnIsNoReasonForAlarm() throws Exception {
        Home home = new Home(folder);
        Files.writeString(home.conf("dev.vagus.security.cfg"), "enabled = true\n");
        for (int i = 0; i < 2; i++) {
            try (VagusProcess vagus = home.start("-c", "gate-list")) {
                assertThat(vagus.awaitExit()).isZero();
                assertThat(vagus.err()).isEmpty();
                vagus.assertOut(List.of("security +yes +bus, events, registry"));
            }
        }
        assertThat(logs()).doesNotContain("all access to", "WARN");
    }

    private String logs() throws IOException {
        try (var files = Files.list(folder.resolve("log"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
