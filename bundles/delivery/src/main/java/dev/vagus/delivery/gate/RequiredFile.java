package dev.vagus.delivery.gate;

import dev.vagus.delivery.file.DurableFile;
import dev.vagus.delivery.file.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            // Another one in its place would be read by nobody.
            throw new IOException("the data area of the bundle is not there: " + folder);
        }
        StringBuilder body = new StringBuilder(FIRST).append('\n');
        names.forEach(name -> body.append(name).append('\n'));
        DurableFile.write(path, sealed(body.toString()).getBytes(StandardCharsets.UTF_8), Readers.EVERYBODY);
    }

    /** The path, for people. */
    @Override
    public String toString() {
        return path == null ? NAME : path.toString();
    }
}
