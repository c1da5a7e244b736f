package dev.vagus.security.internal.control;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a configuration by key, converted; what is wrong with one is said with its key. */
final class Values {
    private final Map<String, ?> values;

    Values(Map<String, ?> values) {
        this.values = values;
    }

    IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException(key + ": " + what);
    }

    @Nullable
    Boolean flag(String key) {
        Object value = values.get(key);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "must be true or false, but is '" + value + "'");
        };
    }

    long number(String key, long usual, long min, long max) {
        Object value = values.get(key);
        if (value == null) {
            return usual;
        }
        long number;
        try {
            number = Long.parseLong(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw wrong(key, "must be a whole number from " + min + " to " + max + ", but is '" + value + "'");
        }
        if (number < min || number > max) {
            throw wrong(key, "must be from " + min + " to " + max + ", but is " + number);
        }
        return number;
    }

    String text(String key, String usual) {
        Object value = values.get(key);
        if (value == null) {
            return usual;
        }
        if (!(value instanceof String text)) {
            throw wrong(key, "must be a text, but is of " + value.getClass().getName());
        }
        return text.strip();
    }

    String name(String key, String usual) {
        String name = text(key, usual);
        if (name.isEmpty() || name.length() > 256 || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong(key, "must be a name of 1 to 256 characters on one line");
        }
        return name;
    }

    String oneOf(String key, String usual, Set<String> possible) {
        String text = text(key, usual);
        return possible.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> wrong(key, "must be one of " + possible + ", but is '" + text + "'"));
    }

    /** A list of texts: an array, a collection, or one text with commas between them. */
    List<String> list(String key, List<String> usual) {
        Object value = values.get(key);
        if (value == null) {
            return usual;
        }
        Stream<?> elements;
        if (value instanceof String text) {
            elements = Stream.of(text.split(","));
        } else if (value instanceof Collection<?> collection) {
            elements = collection.stream();
        } else if (value instanceof Object[] || value.getClass().isArray()) {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(Array.get(value, i));
            }
            elements = all.stream();
        } else {
            throw wrong(
                    key,
                    "must be a list of texts, but is of " + value.getClass().getName());
        }
        return elements.map(each -> String.valueOf(each).strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** A list of {@code name=value}, names being unique. */
    Map<String, String> assignments(String key, String form) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String each : list(key, List.of())) {
            int at = each.indexOf('=');
            String name = at < 0 ? "" : each.substring(0, at).strip();
            String value = each.substring(at + 1).strip();
            if (name.isEmpty() || value.isEmpty()) {
                throw wrong(key, "'" + each + "' must be of the form " + form);
            }
            if (all.put(name, value) != null) {
                throw wrong(key, "there are two of '" + name + "': make one of them");
            }
        }
        return all;
    }

    /** A list of {@code name=text text text}. */
    Map<String, List<String>> lists(String key, String form) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        assignments(key, form)
                .forEach((name, texts) -> all.put(name, List.of(texts.strip().split("\\s+"))));
        return all;
    }
}
