package dev.vagus.launcher.modules;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads steady files, each state of each file once. A file that is no complete jar (yet) or no bundle is left alone; what
 * stood under its name before goes on counting until the file is gone. For one thread.
 */
final class Intake {
    private final ContentStore contents;
    private final Reporter reporter;
    private final long patienceNanos;
    private final Map<Path, Taken> taken = new HashMap<>();

    private static final class Taken {
        final FileStamp stamp;
        final long since;

        @Nullable
        ModuleJar jar;

        boolean incomplete;

        Taken(FileStamp stamp, long since, @Nullable ModuleJar jar) {
            this.stamp = stamp;
            this.since = since;
            this.jar = jar;
        }
    }

    /**
     * @param contents takes the copies
     * @param reporter hears of jars that cannot be used
     * @param patience how long an incomplete file is waited for without a word
     */
    Intake(ContentStore contents, Reporter reporter, Duration patience) {
        this.contents = contents;
        this.reporter = reporter;
        this.patienceNanos = patience.toNanos();
    }

    /** The modules among the steady files. */
    List<ModuleJar> take(Map<Path, FileStamp> steady, long now) {
        taken.keySet().retainAll(steady.keySet());
        List<ModuleJar> jars = new ArrayList<>();
        steady.forEach((path, stamp) -> {
            Taken entry = taken.get(path);
            if (entry == null || !entry.stamp.equals(stamp)) {
                entry = read(path, stamp, now, entry == null ? null : entry.jar);
                taken.put(path, entry);
            }
            complain(path, entry, now);
            if (entry.jar != null) {
                jars.add(entry.jar);
            }
        });
        return jars;
    }

    private Taken read(Path path, FileStamp stamp, long now, @Nullable ModuleJar before) {
        Taken entry = new Taken(stamp, now, before);
        try {
            entry.jar = contents.take(path, stamp);
        } catch (ZipException e) {
            entry.incomplete = true;
        } catch (NoModuleException e) {
            reporter.error(path.getFileName() + " is left alone: " + Failures.message(e));
        } catch (IOException e) {
            reporter.error(path.getFileName() + " cannot be read: " + Failures.message(e));
        }
        return entry;
    }

    private void complain(Path path, Taken entry, long now) {
        if (entry.incomplete && now - entry.since >= patienceNanos) {
            entry.incomplete = false;
            reporter.warn(path.getFileName() + " is no complete jar; it is taken when it has changed");
        }
    }
}
