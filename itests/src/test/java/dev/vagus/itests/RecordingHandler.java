package dev.vagus.itests;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** An OSGi event handler of the test's own that keeps what it hears, and on which threads. */
final class RecordingHandler implements EventHandler, AutoCloseable {
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ServiceRegistration<EventHandler> registration;

    private RecordingHandler(BundleContext context, Map<String, ?> properties) {
        registration = context.registerService(EventHandler.class, this, InModule.properties(properties));
    }

    /** A handler of these topics. */
    static RecordingHandler on(BundleContext context, String... topics) {
        return new RecordingHandler(context, Map.of(EventConstants.EVENT_TOPIC, topics));
    }

    /** A handler of this topic with this filter. */
    static RecordingHandler filtered(BundleContext context, String topic, String filter) {
        return new RecordingHandler(
                context, Map.of(EventConstants.EVENT_TOPIC, new String[] {topic}, EventConstants.EVENT_FILTER, filter));
    }

    @Override
    public void handleEvent(Event event) {
        threads.add(Thread.currentThread());
        heard.add(event);
    }

    List<Event> heard() {
        return heard;
    }

    List<Thread> threads() {
        return threads;
    }

    /** The topics heard, in order. */
    List<String> topics() {
        return heard.stream().map(Event::getTopic).collect(Collectors.toList());
    }

    /** The values of a property in what was heard, in order. */
    List<Object> values(String property) {
        return heard.stream().map(event -> event.getProperty(property)).collect(Collectors.toList());
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
