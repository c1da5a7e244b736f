package dev.vagus.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
    @Test
    void writesItsPidWhileItHoldsTheFolderAndCanBeTakenAgain(@TempDir Path data) throws Exception {
        try (InstanceLock lock = InstanceLock.acquire(data)) {
            assertThat(lock).isNotNull();
            assertThat(data.resolve("pid"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(data.resolve("pid")).doesNotExist();
        try (InstanceLock again = InstanceLock.acquire(data)) {
            assertThat(again).isNotNull();
            assertThat(Files.exists(data.resolve("pid"))).isTrue();
        }
    }
}
