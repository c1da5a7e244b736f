package dev.vagus.shell.internal.commands;

import dev.vagus.shell.internal.model.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Tokens as people give them: themselves, or in a file, so that they stay out of the history of a shell. */
final class TokenWords {
    static final String HOW = "a token, or @FILE for one in a file";
    private static final long LONGEST = 65_536;

    private TokenWords() {}

    static String read(String word) {
        return word.startsWith("@") ? ofFile(word.substring(1)) : word.strip();
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
