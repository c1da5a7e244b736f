package dev.vagus.metrics.internal.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that is followed by another one when it has grown to its bound: {@code F} becomes {@code F.1}, that
 * {@code F.2}, and the oldest goes. For one thread.
 */
final class RotatingFile {
    private final Path file;
    private final long mostBytes;
    private final int files;
    private @Nullable BufferedWriter writer;
    private long size;

    /**
     * @param mostBytes how large each grows
     * @param files how many there are at most, at least 1
     */
    RotatingFile(Path file, long mostBytes, int files) {
        this.file = file;
        this.mostBytes = mostBytes;
        this.files = files;
    }

    /** Opens it, after what it has already. */
    void open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(file);
    }

    /** Writes a line, which is not flushed; opens the file if that is closed. */
    void write(String line) throws IOException {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (writer != null && size > 0 && size + bytes > mostBytes) {
            rotate();
        }
        if (writer == null) {
            open();
        }
        BufferedWriter open = writer;
        if (open != null) {
            open.write(line);
            open.write('\n');
            size += bytes;
        }
    }

    private void rotate() throws IOException {
        close();
        for (int number = files - 1; number >= 1; number--) {
            Path from = number == 1 ? file : numbered(number - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (files == 1) {
            Files.deleteIfExists(file);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    void flush() throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    /** Closes it; a later line opens it again. */
    void close() throws IOException {
        BufferedWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    /** Those that are there, the latest first. */
    static List<Path> present(Path file, int files) {
        List<Path> all = new ArrayList<>();
        for (int number = 0; number < files; number++) {
            Path each = number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
            if (Files.isRegularFile(each)) {
                all.add(each);
            }
        }
        return all;
    }
}
