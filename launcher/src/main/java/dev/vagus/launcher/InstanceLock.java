package dev.vagus.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One live instance per data folder. The lock is the operating system's, so it ends with the process however that ends;
 * the pid stands in a file of its own because a locked file cannot be read everywhere.
 */
final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path pidFile;

    private InstanceLock(FileChannel channel, Path pidFile) {
        this.channel = channel;
        this.pidFile = pidFile;
    }

    static InstanceLock acquire(Path data) throws LaunchException {
        Path pidFile = data.resolve("pid");
        try {
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LaunchException("the data folder " + data + " is in use by the running instance with pid "
                        + pid(pidFile) + "; stop that one or choose another folder with --data");
            }
            Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
            return new InstanceLock(channel, pidFile);
        } catch (IOException e) {
            throw new LaunchException("cannot lock the data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private static String pid(Path pidFile) {
        try {
            return Files.readString(pidFile).strip();
        } catch (IOException e) {
            return "unknown (" + pidFile + " cannot be read)";
        }
    }

    /** Gives the folder free. Only the first call counts: afterwards it may be another instance's. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(pidFile);
            channel.close();
        }
    }
}
