package dev.vagus.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;

/**
 * The profile that the interactive shell reads: the one that its bundle ships (completions, mostly), without the welcome
 * and with Vagus's commands first; a pattern such as {@code Lab*} is the command's own, not one of files.
 */
public final class ShellProfile {
    private static final String HEAD = ".gosh_quiet = true\n";
    private static final String TAIL = "\nSCOPE = 'vagus:gogo:*'\nprompt = 'vagus> '\ngogo.option.noglob = true\n";

    private ShellProfile() {}

    /** Writes {@code etc/gosh_profile} below this folder, which is to be the shell's {@code gosh.home}. */
    public static void write(Path home, Bundle shell) throws IOException {
        URL shipped = shell.getEntry("gosh_profile");
        String text = "";
        if (shipped != null) {
            try (InputStream stream = shipped.openStream()) {
                text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        Path folder = Files.createDirectories(home.resolve("etc"));
        Files.writeString(folder.resolve("gosh_profile"), HEAD + text + TAIL);
    }
}
