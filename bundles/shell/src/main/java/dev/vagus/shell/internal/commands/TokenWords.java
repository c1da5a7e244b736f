package dev.vagus.shell.internal.commands;

import dev.vagus.shell.internal.model.CommandException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Tokens as people give them: themselves, or in a file, so that they stay out of the history of a shell. */
final class TokenWords {
    static final String HOW = "a token, or @FILE for one in a file";
    private static final long LONGEST = 65_536;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private TokenWords() {}

    static String read(String word) {
        return word.startsWith("@") ? ofFile(word.substring(1)) : word.strip();
    }

    /** Fails where there is a file already. */
    static void requireNew(String name) {
        try {
            if (Files.exists(Path.of(name))) {
                throw new CommandException(name + " is there already, and is left as it is");
            }
        } catch (InvalidPathException e) {
            throw new CommandException("'" + name + "' is no path of a file");
        }
    }

    /** Writes a token into a new file that only its owner may read. */
    static void write(String token, String name) {
        try {
            Path file = Path.of(name);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
            Files.writeString(file, token + System.lineSeparator());
        } catch (IOException | InvalidPathException e) {
            throw new CommandException("the token could not be written to " + name + ": " + e);
        }
    }

    private static String ofFile(String name) {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > LONGEST) {
                throw new CommandException(name + " is longer than any token");
            }
            return Files.readString(file).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CommandException("the token could not be read from " + name + ": " + e);
        }
    }
}
