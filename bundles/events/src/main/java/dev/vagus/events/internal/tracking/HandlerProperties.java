package dev.vagus.events.internal.tracking;

import dev.vagus.events.internal.engine.EventFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;

/** Reads the properties by which handlers say what they want. */
final class HandlerProperties {
    private HandlerProperties() {}

    /**
     * A property of the type {@code String+}: one string, an array or a collection of strings. Empty when absent.
     *
     * @throws InvalidHandlerException when it is of another type
     */
    static List<String> strings(String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        Collection<?> items = value instanceof Object[] array
                ? Arrays.asList(array)
                : value instanceof Collection<?> collection ? collection : List.of(value);
        List<String> strings = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new InvalidHandlerException(
                        "",
                        key + " must be a String, a String[] or a Collection of String, but is of "
                                + value.getClass().getName());
            }
            strings.add(text);
        }
        return strings;
    }

    /**
     * A filter on events.
     *
     * @param access whether the handler's bundle may have an event
     * @throws InvalidHandlerException when the filter is not an LDAP filter
     */
    static Predicate<Event> filter(Predicate<Event> access, String key, String asked, String text) {
        try {
            Filter filter = FrameworkUtil.createFilter(text);
            return new EventFilter(access, text, event -> filter.matches(new FilterView(event)));
        } catch (InvalidSyntaxException e) {
            throw new InvalidHandlerException(asked, key + " '" + text + "' is not an LDAP filter: " + e.getMessage());
        }
    }

    /**
     * A whole number; the other one when the property is absent.
     *
     * @throws InvalidHandlerException when it is of another type
     */
    static int integer(String asked, String key, ServiceReference<?> reference, int absent) {
        Object value = reference.getProperty(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Integer number) {
            return number;
        }
        throw new InvalidHandlerException(
                asked,
                key + " must be an Integer, but is of " + value.getClass().getName());
    }

    /**
     * A text; the other one when the property is absent.
     *
     * @throws InvalidHandlerException when it is of another type
     */
    static String text(String asked, String key, ServiceReference<?> reference, String absent) {
        Object value = reference.getProperty(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidHandlerException(
                asked, key + " must be a String, but is of " + value.getClass().getName());
    }

    static int ranking(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
