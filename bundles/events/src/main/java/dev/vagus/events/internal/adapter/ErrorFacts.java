package dev.vagus.events.internal.adapter;

import java.util.Map;
import org.osgi.service.event.EventConstants;

/** The properties by which an event tells what went wrong. */
final class ErrorFacts {
    private ErrorFacts() {}

    static void put(Throwable error, Map<String, Object> into) {
        into.put(EventConstants.EXCEPTION, error);
        into.put(EventConstants.EXCEPTION_CLASS, error.getClass().getName());
        if (error.getMessage() != null) {
            into.put(EventConstants.EXCEPTION_MESSAGE, error.getMessage());
        }
    }
}
