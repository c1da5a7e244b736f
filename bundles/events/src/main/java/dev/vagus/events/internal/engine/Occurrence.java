package dev.vagus.events.internal.engine;

import dev.vagus.delivery.meter.HandlerTimer;
import dev.vagus.delivery.trace.CarefulSpan;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.internal.history.History;
import dev.vagus.spi.FlowContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * One event on its way: the OSGi event and, once a handler of Vagus events is found for it, its Vagus view, which is made
 * at most once and on the thread that raised it.
 */
public class Occurrence {
    private final Event event;
    private @Nullable ModuleEvent view;
    private long sequence;
    private boolean stored;
    private boolean hurried;
    private FlowContext flow = FlowContext.NONE;
    private @Nullable FlowContext here;
    private @Nullable CarefulSpan raising;
    private @Nullable EventFilter asked;
    private boolean passed;

    Occurrence(Event event, @Nullable ModuleEvent view) {
        this(event, view, History.UNKEPT);
    }

    Occurrence(Event event, @Nullable ModuleEvent view, long sequence) {
        this.event = event;
        this.view = view;
        this.sequence = sequence;
    }

    /** Its number in the history, or {@link History#UNKEPT}. */
    long sequence() {
        return sequence;
    }

    /** Set before it is handed to anybody. */
    void sequence(long number) {
        sequence = number;
    }

    /** An event of the past, to be heard once more. */
    static Occurrence ofPast(ModuleEvent event, long sequence, ModuleEvents mapping) {
        return new Occurrence(mapping.osgiEventOf(event), event, sequence)
                .in(EventTrace.flow(event.correlationId(), null), null);
    }

    /** Says whether a store was given it, before it is handed to anybody. */
    Occurrence stored(boolean given) {
        stored = given;
        return this;
    }

    /** Whether a store was given it. */
    boolean isStored() {
        return stored;
    }

    /** Whether it is in memory or in a store, as far as those have not forgotten it. */
    boolean isKept() {
        return stored || sequence != History.UNKEPT;
    }

    /** The thread that raises it must not wait for room in a mailbox. Said before it is handed to anybody. */
    Occurrence hurried() {
        hurried = true;
        return this;
    }

    /**
     * Says what the work of its handlers takes along. Said before it is handed to anybody.
     *
     * @param recorded what is recorded of its raising; null for nothing
     */
    Occurrence in(FlowContext taken, @Nullable CarefulSpan recorded) {
        flow = taken;
        raising = recorded;
        return this;
    }

    /** Says in which work handlers are on the thread that sends it; null for the one that the thread is in anyway. */
    Occurrence sentIn(@Nullable FlowContext inside) {
        here = inside;
        return this;
    }

    /** What the work of its handlers takes along. */
    FlowContext flow() {
        return flow;
    }

    /** In which work handlers are on the thread that sends it; null for the one that the thread is in anyway. */
    @Nullable
    FlowContext here() {
        return here;
    }

    /** What is recorded of its raising; null for nothing. */
    @Nullable
    CarefulSpan raising() {
        return raising;
    }

    /** Tells the tracer what happens while it is raised, if that is recorded. */
    void note(String what, HandlerEntry entry) {
        CarefulSpan recorded = raising;
        if (recorded != null) {
            recorded.note(what, entry.name());
        }
    }

    boolean isHurried() {
        return hurried;
    }

    /**
     * Whether the event passes what a handler asks for. On the thread that raises it; a filter with the text of the one that
     * was asked last is not asked again.
     */
    boolean passes(Predicate<Event> wanted) {
        if (!(wanted instanceof EventFilter filter)) {
            return wanted.test(event);
        }
        if (!filter.access().test(event)) {
            return false;
        }
        EventFilter last = asked;
        if (last == null || !last.text().equals(filter.text())) {
            passed = filter.matches().test(event);
            asked = filter;
        }
        return passed;
    }

    /** The event as handlers of OSGi events get it. */
    public final Event event() {
        return event;
    }

    /** The event as handlers of Vagus events get it; made before it was handed over. */
    public final ModuleEvent view() {
        ModuleEvent made = view;
        if (made == null) {
            throw new IllegalStateException("the event on " + event.getTopic() + " has no Vagus view");
        }
        return made;
    }

    /** The same, or null while there is none. */
    @Nullable
    ModuleEvent viewOrNull() {
        return view;
    }

    /** When it was raised, in milliseconds since 1970, as far as it says so; otherwise {@link HandlerTimer#UNKNOWN}. */
    long raisedMillis() {
        ModuleEvent made = view;
        if (made != null) {
            return made.timestamp().toEpochMilli();
        }
        return event.getProperty(EventConstants.TIMESTAMP) instanceof Long millis ? millis : HandlerTimer.UNKNOWN;
    }

    /** The Vagus view is this one. */
    void view(ModuleEvent made) {
        view = made;
    }

    void makeView(ModuleEvents mapping) {
        if (view == null) {
            view = mapping.viewOf(event);
        }
    }
}
