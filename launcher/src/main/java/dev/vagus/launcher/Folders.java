package dev.vagus.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where this instance reads and writes, all absolute.
 *
 * @param modules the watched folder of the modules
 * @param conf the configuration
 * @param data the state that survives a restart
 * @param log the log files
 */
record Folders(Path modules, Path conf, Path data, Path log) {

    static Folders of(Options options, Path jar) {
        Path home = options.home() != null ? options.home() : parent(jar);
        return new Folders(
                or(options.modules(), home.resolve("modules")),
                or(options.conf(), home.resolve("conf")),
                or(options.data(), home.resolve("data")),
                or(options.log(), home.resolve("log")));
    }

    /** The jar (or, in a development tree, the folder of classes) that this class was loaded from. */
    static Path jar() throws LaunchException {
        try {
            return Path.of(Folders.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new LaunchException("cannot find the jar that this program runs from", e);
        }
    }

    Path cache() {
        return data.resolve("cache");
    }

    /** Creates what is missing and proves that the folders that are written to can be written to. */
    void prepare() throws LaunchException {
        create(modules, "--modules");
        create(conf, "--conf");
        create(data, "--data");
        create(log, "--log");
        probe(data, "--data");
        probe(log, "--log");
    }

    private static void create(Path folder, String option) throws LaunchException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LaunchException(
                    "cannot create the folder " + folder + ": " + reason(e) + " (choose another with " + option + ")",
                    e);
        }
    }

    private static void probe(Path folder, String option) throws LaunchException {
        try {
            Files.delete(Files.createTempFile(folder, ".write", null));
        } catch (IOException e) {
            throw new LaunchException(
                    "cannot write to the folder " + folder + ": " + reason(e) + " (choose another with " + option + ")",
                    e);
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason != null ? reason : e.getClass().getSimpleName();
    }

    private static Path parent(Path jar) {
        Path parent = jar.getParent();
        return parent != null ? parent : jar;
    }

    private static Path or(@Nullable Path chosen, Path otherwise) {
        return chosen != null ? chosen : otherwise;
    }
}
