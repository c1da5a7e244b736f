package dev.vagus.security.internal.key;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import dev.vagus.delivery.file.FileRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another issuer, whose keys are in a JWK set file that may change at any time. A file that is gone takes its keys with it; one
 * that cannot be read, such as one that is being written, leaves those from before. Thread-safe: one caller reads, the others
 * see what it read last.
 */
final class ForeignIssuer {
    private static final Logger LOG = LoggerFactory.getLogger("dev.vagus.security");

    /** A file younger than this may change again within the same tick of its clock. */
    private static final long UNSETTLED_MILLIS = 2_000;

    private final String name;
    private final Path file;
    private volatile Map<String, TrustedKey> keys = Map.of();
    private @Nullable Stamp last;

    ForeignIssuer(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** The key by which a signature of this algorithm is checked; without an id only if there is but one such key. */
    @Nullable
    TrustedKey find(@Nullable String id, JWSAlgorithm algorithm) {
        Map<String, TrustedKey> now = keys;
        if (id != null) {
            return now.get(id);
        }
        TrustedKey only = null;
        for (TrustedKey each : now.values()) {
            if (each.algorithm().equals(algorithm)) {
                if (only != null) {
                    return null;
                }
                only = each;
            }
        }
        return only;
    }

    boolean reads(Path other) {
        return file.equals(other);
    }

    /** Reads the file if it is another one than before; says whether its keys have changed. */
    synchronized boolean reread() {
        Stamp now = stamp();
        boolean same = now.equals(last);
        if (same && !now.isUnsettled()) {
            return false;
        }
        Map<String, TrustedKey> before = keys;
        try {
            keys = now.equals(Stamp.NOTHING) ? Map.of() : read(before);
            if (now.equals(Stamp.NOTHING)) {
                LOG.warn("The issuer {} has no keys: there is no file {}", name, file);
            }
        } catch (IOException | KeyException e) {
            if (!same) {
                LOG.error("The keys of the issuer {} cannot be read, those from before hold: {}", name, e.getMessage());
            }
        }
        last = now;
        return !before.equals(keys);
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException e) {
            return Stamp.NOTHING;
        }
    }

    private Map<String, TrustedKey> read(Map<String, TrustedKey> before) throws IOException {
        JWKSet set = KeyFile.parse(KeyFile.text(file), "the file of keys " + file);
        if (FileRights.isOpen(file, OTHERS_WRITE)) {
            throw new KeyException("the file of keys " + file + " may be written by everybody: chmod o-w it", null);
        }
        Map<String, TrustedKey> found = new HashMap<>();
        for (JWK each : set.getKeys()) {
            if (each.getKeyType().equals(KeyType.OCT) && FileRights.isOpen(file, GROUP_READ, OTHERS_READ)) {
                throw new KeyException(
                        "the file of keys " + file + " holds a secret that others can read: chmod 600 it", null);
            }
            TrustedKey key = TrustedKey.of(each);
            if (key != null) {
                TrustedKey known = before.get(key.id());
                if (found.put(key.id(), known != null && known.isSameAs(key) ? known : key) != null) {
                    throw new KeyException(
                            "the file of keys " + file + " has two keys with the id '" + key.id() + "'", null);
                }
            }
        }
        if (found.isEmpty()) {
            LOG.warn("The issuer {} has no key for signatures in {} that can be used", name, file);
        }
        return Map.copyOf(found);
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object identity) {
        static final Stamp NOTHING = new Stamp(FileTime.fromMillis(0), -1, null);

        boolean isUnsettled() {
            return Math.abs(Instant.now().toEpochMilli() - modified.toMillis()) < UNSETTLED_MILLIS;
        }
    }
}
