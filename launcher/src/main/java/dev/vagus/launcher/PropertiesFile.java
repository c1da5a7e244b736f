package dev.vagus.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** A small properties file that is replaced as a whole, so that a crash leaves the old or the new one. */
public final class PropertiesFile {
    private final Path file;
    private final String comment;

    public PropertiesFile(Path file, String comment) {
        this.file = file;
        this.comment = comment;
    }

    /** The content; empty when there is no file, or one that cannot be understood. */
    public Properties read() throws IOException {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
                return new Properties();
            }
        }
        return properties;
    }

    public void write(Properties properties) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (Writer writer = Files.newBufferedWriter(next)) {
            properties.store(writer, comment);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
