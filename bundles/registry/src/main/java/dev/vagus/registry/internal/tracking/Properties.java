package dev.vagus.registry.internal.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Reads service properties, which may be of any type. */
final class Properties {
    private final ServiceReference<?> reference;

    Properties(ServiceReference<?> reference) {
        this.reference = reference;
    }

    long serviceId() {
        return reference.getProperty(Constants.SERVICE_ID) instanceof Long id ? id : -1;
    }

    int ranking() {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    @Nullable
    String text(String key) {
        Object value = reference.getProperty(key);
        return value instanceof Object[] array ? (array.length == 1 ? String.valueOf(array[0]) : null) : textOf(value);
    }

    String text(String key, String otherwise) {
        String value = text(key);
        return value == null ? otherwise : value;
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null || value instanceof Collection ? null : value.toString();
    }

    /** A string, an array or a collection of such, as a list; empty when it is not there. */
    List<String> texts(String key) {
        Object value = reference.getProperty(key);
        List<String> texts = new ArrayList<>();
        if (value instanceof Object[] array) {
            for (Object item : array) {
                texts.add(String.valueOf(item));
            }
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(item -> texts.add(String.valueOf(item)));
        } else if (value != null) {
            texts.add(value.toString());
        }
        return texts;
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key, "false"));
    }

    int integer(String key, int otherwise) {
        Object value = reference.getProperty(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.intValue();
        }
        try {
            return Integer.parseInt(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new Refusal("the service property " + key + " must be an integer");
        }
    }
}
