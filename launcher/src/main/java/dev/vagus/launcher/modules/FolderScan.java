package dev.vagus.launcher.modules;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One look at the modules folder: its jars with their stamps; hidden files and subfolders do not count. */
final class FolderScan {
    private final Path folder;

    FolderScan(Path folder) {
        this.folder = folder;
    }

    Map<Path, FileStamp> look() throws IOException {
        Map<Path, FileStamp> seen = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderScan::isJar)) {
            for (Path file : files) {
                put(seen, file);
            }
        }
        return seen;
    }

    private static boolean isJar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static void put(Map<Path, FileStamp> seen, Path file) throws IOException {
        try {
            seen.put(file, FileStamp.of(file));
        } catch (NoSuchFileException e) {
            seen.remove(file); // it went away between the listing and the look
        }
    }
}
