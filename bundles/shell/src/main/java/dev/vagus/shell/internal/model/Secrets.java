package dev.vagus.shell.internal.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of data before it is printed. What a secret is shows by the name of its entry; rather one too many is
 * hidden than one too few.
 */
public final class Secrets {
    /** What is printed in place of a secret. */
    public static final String MASK = "***";

    /** Parts of names, without case and punctuation. */
    private static final List<String> TELLING = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "apikey",
            "privatekey",
            "authorization");

    private Secrets() {}

    /** The same data, with every secret in it hidden, however deep it lies. */
    public static Map<String, @Nullable Object> hide(Map<?, ?> data) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        data.forEach((key, value) -> {
            String name = String.valueOf(key);
            shown.put(name, value != null && isSecret(name) ? MASK : hidden(value));
        });
        return shown;
    }

    private static @Nullable Object hidden(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return hide(map);
        }
        return value instanceof Collection<?> items
                ? items.stream().map(Secrets::hidden).toList()
                : value;
    }

    private static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
        return TELLING.stream().anyMatch(plain::contains);
    }
}
