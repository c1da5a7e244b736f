package dev.vagus.delivery.file;

import dev.vagus.delivery.OwnThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces small files as a whole: after a crash there is the old content or the new one, and once a writing has returned, the
 * new one. It is written beside the file, under its name and {@code .new}, forced to the disk, renamed, and the folder forced
 * too. Interrupts of the caller, however many, do not keep it from that. One writer at a time for each file.
 */
public final class DurableFile {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFile.class);
    private static final Set<OpenOption> FRESH = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private DurableFile() {}

    /**
     * Replaces the content; it is on the disk when this returns. Makes the folder if there is none, for the owner only unless
     * the file is for everybody.
     *
     * @param readers whom the file is for
     * @throws IOException when it cannot be written, or not so that only these may read it; then it holds what it did before
     */
    public static void write(Path file, byte[] content, Readers readers) throws IOException {
        Path folder = folder(file, readers);
        boolean interrupted = Thread.interrupted();
        try {
            if (!isWritten(file, folder, content, readers)) {
                interrupted = true;
                writeElsewhere(file, folder, content, readers);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes it on a thread of its own: who interrupts the caller again and again would keep it from ever being written. */
    private static void writeElsewhere(Path file, Path folder, byte[] content, Readers readers) throws IOException {
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            while (!isWritten(file, folder, content, readers)) {
                Thread.interrupted();
            }
            return true;
        });
        OwnThreads.make("vagus-file-writer", writing).start();
        while (true) {
            try {
                writing.get();
                return;
            } catch (InterruptedException e) {
                LOG.debug("interrupted while {} is written, which goes on", file);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IOException(file + " cannot be written", e.getCause());
            }
        }
    }

    /** Writes it, but for an interrupt, which closes what is being written. */
    private static boolean isWritten(Path file, Path folder, byte[] content, Readers readers) throws IOException {
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            fill(fresh, content, readers);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void fill(Path fresh, byte[] content, Readers readers) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, FRESH, FileRights.ofFile(fresh, readers))) {
            // Before anything is in it.
            FileRights.restrict(fresh, readers);
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static Path folder(Path file, Readers readers) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "is no file");
        }
        if (!Files.isDirectory(folder)) {
            Path above = folder;
            while (!Files.exists(above, LinkOption.NOFOLLOW_LINKS) && above.getParent() != null) {
                above = above.getParent();
            }
            FileAttribute<?>[] rights = FileRights.ofFolder(above, readers);
            Files.createDirectories(folder, rights);
        }
        return folder;
    }

    /** Makes the name itself durable; some systems have no folders that can be opened, and do that by themselves. */
    private static void force(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("{} cannot be opened to be forced to the disk, as on some systems", folder, e);
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
