package dev.vagus.delivery.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the names of the required gates. Its first line says what it is, each other one holds a name, the last
 * one a checksum of those before. It is replaced as a whole: whoever reads it after a crash finds the old names or the new
 * ones. Not thread-safe.
 */
final class RequiredFile {
    /** The name of the file in the data area of its bundle. */
    static final String NAME = "required.gates";

    private static final Logger LOG = LoggerFactory.getLogger(RequiredFile.class);
    private static final String FIRST = "vagus required gates 1";
    private static final String LAST = "crc32 ";
    private static final long BYTES_MAX = 1 << 16;

    private final @Nullable Path path;

    /** The file of this name; null where the framework offers no place for files. */
    RequiredFile(@Nullable Path path) {
        this.path = path;
    }

    /** The names; none when there is no such file. */
    List<String> read() throws IOException {
        if (path == null) {
            return List.of();
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new IOException("it is too long");
            }
            return names(Files.readString(path));
        } catch (NoSuchFileException e) {
            LOG.debug("{} does not exist, so no gate is required by it", path, e);
            return List.of();
        }
    }

    private static List<String> names(String text) throws IOException {
        int last = text.lastIndexOf(LAST);
        String body = last < 0 ? "" : text.substring(0, last);
        if (!body.startsWith(FIRST + '\n') || !text.equals(sealed(body))) {
            throw new IOException("it is not what was written");
        }
        List<String> lines = new ArrayList<>(body.lines().toList());
        lines.remove(0);
        return List.copyOf(lines);
    }

    private static String sealed(String body) {
        CRC32 sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return body + LAST + Long.toHexString(sum.getValue()) + '\n';
    }

    /** Replaces the names; they are on the disk when this returns. */
    void write(Collection<String> names) throws IOException {
        if (path == null) {
            throw new IOException("the framework gives bundles no place for files");
        }
        StringBuilder body = new StringBuilder(FIRST).append('\n');
        names.forEach(name -> body.append(name).append('\n'));
        // An interrupt that came before would close the files.
        boolean interrupted = Thread.interrupted();
        try {
            replace(path, sealed(body.toString()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void replace(Path path, String text) throws IOException {
        Path next = path.resolveSibling(NAME + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            settle(folder);
        }
    }

    /** That the file has a new content is on the disk too; some systems cannot be asked for that. */
    private static void settle(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            LOG.debug("{} cannot be opened to be forced to the disk, as on some systems", folder, e);
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** The path, for people. */
    @Override
    public String toString() {
        return path == null ? NAME : path.toString();
    }
}
