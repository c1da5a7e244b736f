package dev.vagus.launcher.modules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What tells a file from the one that was there before it.
 *
 * @param size in bytes
 * @param modified milliseconds since the epoch
 * @param arrived milliseconds since the epoch: when the file came into the folder. A copied or moved file may keep an old
 *     modification time, so this is the change time where the file system has one, else the creation time, and never
 *     before the modification time.
 * @param key the file's identity (inode), or an empty text where there is none
 */
record FileStamp(long size, long modified, long arrived, String key) {

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long modified = attributes.lastModifiedTime().toMillis();
        return new FileStamp(
                attributes.size(),
                modified,
                Math.max(modified, changed(file, attributes)),
                Objects.toString(attributes.fileKey(), ""));
    }

    private static long changed(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> unix = Files.readAttributes(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            if (unix.get("ctime") instanceof FileTime time) {
                return time.toMillis();
            }
        }
        return attributes.creationTime().toMillis();
    }
}
