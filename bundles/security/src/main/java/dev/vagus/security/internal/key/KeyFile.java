package dev.vagus.security.internal.key;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.vagus.delivery.file.DurableFile;
import dev.vagus.delivery.file.FileRights;
import dev.vagus.delivery.file.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/**
 * A file with a JWK set that only its owner may read.
 *
 * @param ours whether keys are made and kept here
 */
record KeyFile(Path file, boolean ours) implements KeySource {
    private static final long MAX_BYTES = 1 << 20;

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public JWKSet read() {
        if (!Files.exists(file)) {
            if (ours) {
                return new JWKSet();
            }
            throw new KeyException("the file of keys " + file + " does not exist: put a JWK set there", null);
        }
        try {
            if (FileRights.isOpen(file, GROUP_READ, GROUP_WRITE, OTHERS_READ, OTHERS_WRITE)) {
                throw new KeyException(
                        "the file of keys " + file + " is open to others than its owner: chmod 600 it, and think"
                                + " about new keys, since somebody may have read these",
                        null);
            }
            return parse(text(file), "the file of keys " + file);
        } catch (IOException e) {
            throw new KeyException("the file of keys " + file + " cannot be read", e);
        }
    }

    /** The text of a file of keys, if it is not too long for one. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new KeyException("the file of keys " + file + " is longer than " + MAX_BYTES + " bytes", null);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The JWK set, or the one JWK, that a text is. What is wrong with one is not said: it might quote a key. */
    static JWKSet parse(String text, String where) {
        try {
            var json = JSONObjectUtils.parse(text);
            return json.containsKey("keys") ? JWKSet.parse(json) : new JWKSet(com.nimbusds.jose.jwk.JWK.parse(json));
        } catch (ParseException | RuntimeException e) {
            throw new KeyException(
                    where + " holds no JWK set, or a damaged one; nothing was changed: restore it, or take it away"
                            + " if what it signed need not be accepted any more",
                    null);
        }
    }

    @Override
    public void write(JWKSet keys) {
        if (!ours) {
            KeySource.super.write(keys);
        }
        try {
            DurableFile.write(
                    file,
                    (JSONObjectUtils.toJSONString(keys.toJSONObject(false)) + "\n").getBytes(StandardCharsets.UTF_8),
                    Readers.OWNER);
        } catch (IOException e) {
            throw new KeyException("the file of keys " + file + " cannot be written; the old keys are still there", e);
        }
    }
}
