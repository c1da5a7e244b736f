package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets of a session, and all that anybody could see of it, each with the place where it was seen. */
final class SecretSession {
    private static final Pattern KEY_MATERIAL = Pattern.compile("\"(?:k|d)\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> seen = new CopyOnWriteArrayList<>();

    void secret(String what, String secret) {
        assertThat(secret).hasSizeGreaterThan(7);
        secrets.put(secret, what);
    }

    /** A token: all of it, and that part of it which proves something. */
    String token(String what, String token) {
        secret(what, token);
        secret("the signature of " + what, token.substring(token.lastIndexOf('.') + 1));
        return token;
    }

    void keysIn(Path file) throws IOException {
        Matcher material = KEY_MATERIAL.matcher(Files.readString(file));
        int count = secrets.size();
        while (material.find()) {
            secret("a key in " + file.getFileName(), material.group(1));
        }
        assertThat(secrets).hasSizeGreaterThan(count);
    }

    void see(String where, Object what) {
        seen.add(Map.entry(where, String.valueOf(what)));
    }

    void seeThrown(String where, Throwable thrown) {
        assertThat(thrown).as(where).isNotNull();
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        see(where, trace);
    }

    /** Each file below the folder but those that may hold secrets, which only their owner may read. */
    void seeFiles(Path folder, Set<String> but) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!but.contains(file.getFileName().toString())) {
                    see("file " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    /** Where something was seen. */
    List<String> places() {
        return seen.stream().map(Map.Entry::getKey).distinct().toList();
    }

    /** What was seen there. */
    String seenIn(String place) {
        StringBuilder all = new StringBuilder();
        seen.stream().filter(each -> each.getKey().equals(place)).forEach(each -> all.append(each.getValue())
                .append('\n'));
        return all.toString();
    }

    /** Which secrets were seen, and where; no secret itself. */
    List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        secrets.forEach((secret, what) -> seen.forEach(each -> {
            if (each.getValue().contains(secret)) {
                leaks.add(what + " in " + each.getKey());
            }
        }));
        return leaks.stream().distinct().toList();
    }
}
