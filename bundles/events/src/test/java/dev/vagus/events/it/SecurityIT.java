package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.it.secured.Hearer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 113.11 under a security manager, with the security provider of Felix, in a JVM of its own; later JDKs have no
 * security manager any more. The checks are in {@link SecuredFramework}: a poster needs the permission to publish and no
 * other, through the EventAdmin and through its {@code EventPublisher}; a handler hears only what its bundle may subscribe
 * to, and is fetched under the privileges of the events bundle.
 */
@EnabledForJreRange(max = JRE.JAVA_17)
class SecurityIT {
    @TempDir
    private Path folder;

    @Test
    void postersAndHandlersNeedThePermissionsOfTheirTopicsAndNoMore() throws IOException, InterruptedException {
        Path policy =
                Files.writeString(folder.resolve("all.policy"), "grant { permission java.security.AllPermission; };");
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.manager=allow",
                        "-Djava.security.policy==" + policy,
                        "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                        "-Devents.jar=" + System.getProperty("events.jar"),
                        "-D" + Hearer.SECRET + "=secret",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecuredFramework.class.getName(),
                        folder.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output)).contains(SecuredFramework.HELD);
        assertThat(process.exitValue()).isZero();
    }
}
