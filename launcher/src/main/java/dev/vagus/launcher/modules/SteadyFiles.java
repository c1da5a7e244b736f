package dev.vagus.launcher.modules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which files of a polled folder are steady: a file counts in the state that it has kept over two polls and the
 * quiet time. While it changes, its last steady state counts on. A file that vanishes counts on for the quiet time, or,
 * while another file is still arriving, for the longer hold time: that one may be its successor under a new name.
 * For one thread.
 */
final class SteadyFiles {
    private final long quietNanos;
    private final long holdNanos;
    private final Map<Path, Tracked> tracked = new HashMap<>();

    private static final class Tracked {
        @Nullable
        FileStamp latest; // null: gone

        @Nullable
        FileStamp steady; // null: never was steady

        long since;

        boolean settled() {
            return latest != null && latest.equals(steady);
        }
    }

    SteadyFiles(Duration quiet, Duration hold) {
        this.quietNanos = quiet.toNanos();
        this.holdNanos = hold.toNanos();
    }

    /**
     * Takes in what one poll saw.
     *
     * @param seen the files with their stamps
     * @param now the monotonic clock, in nanoseconds
     * @return the steady files
     */
    Map<Path, FileStamp> observe(Map<Path, FileStamp> seen, long now) {
        Set<Path> paths = new HashSet<>(tracked.keySet());
        paths.addAll(seen.keySet());
        for (Path path : paths) {
            note(tracked.computeIfAbsent(path, any -> new Tracked()), seen.get(path), now);
        }
        dropVanished(now);
        Map<Path, FileStamp> steady = new HashMap<>();
        tracked.forEach((path, file) -> {
            if (file.steady != null) {
                steady.put(path, file.steady);
            }
        });
        return steady;
    }

    /** Whether some file has changed too recently to count. */
    boolean settling() {
        return tracked.values().stream().anyMatch(file -> !file.settled());
    }

    private void note(Tracked file, @Nullable FileStamp stamp, long now) {
        boolean changed = stamp == null ? file.latest != null : !stamp.equals(file.latest);
        if (changed) {
            file.latest = stamp;
            file.since = now;
        } else if (stamp != null && now - file.since >= quietNanos) {
            file.steady = stamp;
        }
    }

    private void dropVanished(long now) {
        boolean arriving = tracked.values().stream().anyMatch(file -> file.latest != null && !file.settled());
        long patience = arriving ? holdNanos : quietNanos;
        Iterator<Tracked> files = tracked.values().iterator();
        while (files.hasNext()) {
            Tracked file = files.next();
            if (file.latest == null && (file.steady == null || now - file.since >= patience)) {
                files.remove();
            }
        }
    }
}
