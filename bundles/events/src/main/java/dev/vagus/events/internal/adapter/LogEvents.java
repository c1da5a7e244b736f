package dev.vagus.events.internal.adapter;

import dev.vagus.events.internal.engine.EventEngine;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/**
 * Posts the entries of one log on {@code org/osgi/service/log/LogEntry/}. Only what every version of the Log Service has is
 * used of it.
 */
@SuppressWarnings("deprecation") // levels by number, which are what the events have
final class LogEvents implements LogListener {
    static final String TOPIC_PREFIX = "org/osgi/service/log/LogEntry/";

    private final EventEngine engine;

    LogEvents(EventEngine engine) {
        this.engine = engine;
    }

    /** Posts the entries of this log from now on; what to do when they are not to be posted any more. */
    static Runnable follow(Object logReader, EventEngine engine) {
        LogReaderService log = (LogReaderService) logReader;
        LogEvents events = new LogEvents(engine);
        log.addLogListener(events);
        return () -> log.removeLogListener(events);
    }

    @Override
    public void logged(LogEntry entry) {
        String topic = TOPIC_PREFIX + type(entry.getLevel());
        if (engine.isWanted(topic)) {
            engine.postHurried(new Event(topic, properties(entry)));
        }
    }

    private static String type(int level) {
        return switch (level) {
            case 1 -> "LOG_ERROR";
            case 2 -> "LOG_WARNING";
            case 3 -> "LOG_INFO";
            case 4 -> "LOG_DEBUG";
            default -> "LOG_OTHER";
        };
    }

    private static Map<String, Object> properties(LogEntry entry) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("log.entry", entry);
        properties.put("log.level", entry.getLevel());
        properties.put(EventConstants.MESSAGE, String.valueOf(entry.getMessage()));
        properties.put(EventConstants.TIMESTAMP, entry.getTime());
        Bundle bundle = entry.getBundle();
        if (bundle != null) {
            BundleFacts.put(bundle, properties);
        }
        Throwable error = entry.getException();
        if (error != null) {
            ErrorFacts.put(error, properties);
        }
        ServiceReference<?> service = entry.getServiceReference();
        if (service != null) {
            ServiceEvents.put(service, properties);
        }
        return properties;
    }
}
