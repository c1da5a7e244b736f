package dev.vagus.launcher.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where the socket of an instance is: {@code attach/shell} in its data folder, which only its owner may enter. The path of
 * a socket must be short for the operating system; where it is not, the socket is in a folder of the owner's for temporary
 * files, and {@code attach/path} says where.
 */
final class SocketFile {
    /** Linux takes 107 bytes, macOS 103. */
    static final int MAX_PATH_BYTES = 100;

    private static final String FOLDER = "attach";

    private SocketFile() {}

    /**
     * Prepares the place for the socket of the instance that owns this data folder; what a former process has left is
     * removed.
     *
     * @throws IOException when it cannot be kept from others, too
     */
    static Path prepare(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
            throw new IOException(data + " is on a file system without owners, so others could not be kept out");
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(folder.resolve("shell"));
        Files.deleteIfExists(folder.resolve("path"));
        Path socket = folder.resolve("shell").toAbsolutePath();
        if (!isTooLong(socket)) {
            return socket;
        }
        Path other = Files.createTempDirectory("vagus-").resolve("shell"); // made for its owner alone
        if (isTooLong(other)) {
            throw new IOException("the paths " + socket + " and " + other + " are longer than the " + MAX_PATH_BYTES
                    + " bytes that a socket's path may have");
        }
        Files.writeString(folder.resolve("path"), other.toString());
        return other;
    }

    /** Removes what {@link #prepare} has made. */
    static void remove(Path data, Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Path parent = socket.getParent();
        if (parent != null && !parent.equals(data.resolve(FOLDER).toAbsolutePath())) {
            Files.deleteIfExists(parent);
        }
        Files.deleteIfExists(data.resolve(FOLDER).resolve("path"));
    }

    /** The socket of the instance with this home or data folder; null when none listens there. */
    static @Nullable Path find(Path homeOrData) throws IOException {
        for (Path data : new Path[] {homeOrData, homeOrData.resolve("data")}) {
            Path pointer = data.resolve(FOLDER).resolve("path");
            if (Files.exists(pointer)) {
                return Path.of(Files.readString(pointer).strip());
            }
            Path socket = data.resolve(FOLDER).resolve("shell");
            if (Files.exists(socket)) {
                return shortest(socket);
            }
        }
        return null;
    }

    /** A relative path may be short enough where the absolute one of the same file is not, and the other way round. */
    private static Path shortest(Path socket) {
        return isTooLong(socket) ? socket.toAbsolutePath().normalize() : socket;
    }

    private static boolean isTooLong(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES;
    }
}
