package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Where Java has a security manager, a module needs {@code VagusPermission} beside all grants; the others are refused. */
public class PermissionIT {
    /** The last Java in which there can be one. */
    private static final int LAST = 23;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void whatAModuleHasNoPermissionForIsRefusedWhateverIsGranted() throws Exception {
        assumeTrue(Runtime.version().feature() <= LAST);
        Path policy = folder.newFile("all.policy").toPath();
        Files.writeString(policy, "grant { permission java.security.AllPermission; };");
        File output = folder.newFile("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.manager=allow",
                        "-Djava.security.policy==" + policy,
                        "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecuredFelix.class.getName(),
                        folder.getRoot() + "/data"))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output.toPath())).contains(SecuredFelix.HELD);
        assertThat(process.exitValue()).isZero();
    }
}
