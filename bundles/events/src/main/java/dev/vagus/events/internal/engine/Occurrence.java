package dev.vagus.events.internal.engine;

import dev.vagus.events.ModuleEvent;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;

/**
 * One event on its way: the OSGi event and, once a handler of Vagus events is found for it, its Vagus view, which is made
 * at most once and on the thread that raised it.
 */
public final class Occurrence {
    private final Event event;
    private @Nullable ModuleEvent view;

    Occurrence(Event event, @Nullable ModuleEvent view) {
        this.event = event;
        this.view = view;
    }

    /** The event as handlers of OSGi events get it. */
    public Event event() {
        return event;
    }

    /** The event as handlers of Vagus events get it; made before it was handed over. */
    public ModuleEvent view() {
        ModuleEvent made = view;
        if (made == null) {
            throw new IllegalStateException("the event on " + event.getTopic() + " has no Vagus view");
        }
        return made;
    }

    void makeView(ModuleEvents mapping) {
        if (view == null) {
            view = mapping.viewOf(event);
        }
    }
}
