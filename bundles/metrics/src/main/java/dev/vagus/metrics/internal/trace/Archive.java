package dev.vagus.metrics.internal.trace;

import dev.vagus.metrics.TraceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the files of a trace into a zip. */
final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private Archive() {}

    /**
     * Makes the zip; the files are deleted once it is complete.
     *
     * @throws TraceException when it cannot be made; then nothing is deleted
     */
    static Path of(List<Path> files, Path folder, Instant now) {
        Path zip = folder.resolve("vagus-trace-" + TIME.format(now.atZone(ZoneId.systemDefault())) + ".zip");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(zip, StandardOpenOption.CREATE_NEW);
                    ZipOutputStream entries = new ZipOutputStream(out)) {
                for (Path file : files) {
                    entries.putNextEntry(new ZipEntry(file.getFileName().toString()));
                    Files.copy(file, entries);
                    entries.closeEntry();
                }
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            return zip;
        } catch (IOException e) {
            discard(zip);
            throw new TraceException(
                    "tracing has ended, but its files were not archived in " + folder.toAbsolutePath() + " (" + e
                            + "); they are where they were: " + files,
                    e);
        }
    }

    private static void discard(Path zip) {
        try {
            Files.deleteIfExists(zip);
        } catch (IOException e) {
            LOG.debug("the incomplete archive {} stays", zip, e);
        }
    }
}
