package dev.vagus.launcher.modules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies of module jars, named by their digest. Modules are installed from here and not from the watched folder, so that
 * a file that changes meanwhile does no harm and the last working version is at hand for a rollback.
 */
final class ContentStore {
    private static final String SUFFIX = ".jar";

    private final Path folder;

    ContentStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Copies the file in. */
    ModuleJar take(Path file, FileStamp stamp) throws IOException, NoModuleException {
        Path incoming = folder.resolve("incoming.part");
        String digest = copy(file, incoming);
        ModuleManifest manifest = ModuleManifest.read(incoming);
        Files.move(incoming, path(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        ModuleContent content = new ModuleContent(digest, manifest.version());
        return new ModuleJar(file, stamp.arrived(), manifest.symbolicName(), content);
    }

    boolean holds(String digest) {
        return Files.isRegularFile(path(digest));
    }

    InputStream open(String digest) throws IOException {
        return Files.newInputStream(path(digest));
    }

    /** Deletes all but these. */
    void retain(Set<String> digests) throws IOException {
        List<Path> unused;
        try (Stream<Path> files = Files.list(folder)) {
            unused = files.filter(file -> isUnused(String.valueOf(file.getFileName()), digests))
                    .toList();
        }
        for (Path file : unused) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isUnused(String name, Set<String> digests) {
        return name.endsWith(SUFFIX) && !digests.contains(name.substring(0, name.length() - SUFFIX.length()));
    }

    private Path path(String digest) {
        return folder.resolve(digest + SUFFIX);
    }

    private static String copy(Path from, Path to) throws IOException {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(to), sha)) {
            Files.copy(from, out);
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
