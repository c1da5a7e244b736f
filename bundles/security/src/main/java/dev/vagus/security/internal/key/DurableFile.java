package dev.vagus.security.internal.key;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that only their owner may read and write, written so that after a crash there is the old content or the new one.
 * Where the file system knows no POSIX rights, those of the directory hold.
 */
public final class DurableFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] NONE = {};

    private DurableFile() {}

    /** Replaces the content; it is on the disk when this returns. Makes the folder, for the owner only, if there is none. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Path fresh = Files.createTempFile(folder, file.getFileName() + ".", ".new", rights(folder, OWNER));
        try {
            // No channel: an interrupt of the caller would close it in the middle.
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        forceFolder(folder);
    }

    /** Whether others than the owner have one of the rights. Never, where there are no POSIX rights. */
    public static boolean isOpen(Path file, PosixFilePermission... rights) throws IOException {
        if (!isPosix(file)) {
            return false;
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        for (PosixFilePermission each : rights) {
            if (given.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "is no file");
        }
        if (!Files.isDirectory(folder)) {
            Path above = folder;
            while (!Files.exists(above, LinkOption.NOFOLLOW_LINKS) && above.getParent() != null) {
                above = above.getParent();
            }
            Files.createDirectories(folder, rights(above, OWNER_FOLDER));
        }
        return folder;
    }

    private static FileAttribute<?>[] rights(Path existing, Set<PosixFilePermission> wanted) {
        return isPosix(existing) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)} : NONE;
    }

    private static boolean isPosix(Path existing) {
        return Files.getFileAttributeView(existing, PosixFileAttributeView.class) != null;
    }

    /** Makes the name itself durable; only where a folder can be opened, which is where it is needed. */
    private static void forceFolder(Path folder) throws IOException {
        boolean interrupted = false;
        boolean done = !isPosix(folder);
        while (!done) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                done = true;
            } catch (ClosedByInterruptException e) {
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
