package dev.vagus.launcher.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyFilesTest {
    private static final Path A = Path.of("a.jar");
    private static final Path B = Path.of("b.jar");
    private static final FileStamp SMALL = new FileStamp(10, 1, 1, "");
    private static final FileStamp LARGE = new FileStamp(20, 1, 1, "");

    private final SteadyFiles files = new SteadyFiles(Duration.ofMillis(200), Duration.ofMillis(600));
    private long millis = 5_000;

    @Test
    void aFileCountsWhenItHasNotChangedOverTwoPollsAndTheQuietTime() {
        assertThat(poll(0, Map.of(A, SMALL))).isEmpty();
        assertThat(files.settling()).isTrue();
        assertThat(poll(199, Map.of(A, SMALL))).isEmpty();
        assertThat(poll(1, Map.of(A, SMALL))).containsEntry(A, SMALL);
        assertThat(files.settling()).isFalse();
    }

    @Test
    void aFileThatGrowsWaits() {
        poll(0, Map.of(A, SMALL));
        poll(150, Map.of(A, LARGE));
        assertThat(poll(150, Map.of(A, LARGE))).isEmpty();
        assertThat(poll(50, Map.of(A, LARGE))).containsEntry(A, LARGE);
    }

    @Test
    void theOldStateCountsWhileTheFileChanges() {
        settle(Map.of(A, SMALL));
        assertThat(poll(200, Map.of(A, LARGE))).containsEntry(A, SMALL);
        assertThat(poll(200, Map.of(A, LARGE))).containsEntry(A, LARGE);
    }

    @Test
    void aFileThatVanishesCountsOnForTheQuietTime() {
        settle(Map.of(A, SMALL));
        assertThat(poll(0, Map.of())).containsKey(A);
        assertThat(poll(199, Map.of())).containsKey(A);
        assertThat(poll(1, Map.of())).isEmpty();
        assertThat(files.settling()).isFalse();
    }

    @Test
    void aFileThatComesBackAtOnceHasNeverBeenAway() {
        settle(Map.of(A, SMALL));
        assertThat(poll(100, Map.of())).containsKey(A);
        assertThat(poll(100, Map.of(A, LARGE))).containsEntry(A, SMALL);
        assertThat(poll(200, Map.of(A, LARGE))).containsEntry(A, LARGE);
    }

    @Test
    void aVanishedFileIsHeldWhileItsSuccessorArrives() {
        settle(Map.of(A, SMALL));
        assertThat(poll(0, Map.of(B, SMALL))).containsOnlyKeys(A);
        assertThat(poll(150, Map.of(B, LARGE))).containsOnlyKeys(A);
        assertThat(poll(200, Map.of(B, LARGE))).containsOnlyKeys(B);
    }

    @Test
    void aVanishedFileIsNotHeldForLongerThanTheHoldTime() {
        settle(Map.of(A, SMALL));
        poll(0, Map.of(B, new FileStamp(0, 0, 0, "")));
        for (int size = 1; size < 6; size++) {
            assertThat(poll(100, Map.of(B, new FileStamp(size, 0, 0, "")))).containsOnlyKeys(A);
        }
        assertThat(poll(100, Map.of(B, new FileStamp(6, 0, 0, "")))).isEmpty();
    }

    private void settle(Map<Path, FileStamp> seen) {
        poll(0, seen);
        assertThat(poll(200, seen)).isEqualTo(seen);
    }

    private Map<Path, FileStamp> poll(long later, Map<Path, FileStamp> seen) {
        millis += later;
        return files.observe(seen, Duration.ofMillis(millis).toNanos());
    }
}
