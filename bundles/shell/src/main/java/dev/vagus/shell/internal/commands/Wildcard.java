package dev.vagus.shell.internal.commands;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern in which {@code *} stands for any run of characters; upper and lower case are the same to it. */
final class Wildcard {
    private final Pattern pattern;

    Wildcard(String text) {
        this.pattern = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
