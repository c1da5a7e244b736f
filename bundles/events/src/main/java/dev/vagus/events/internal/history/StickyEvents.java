package dev.vagus.events.internal.history;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.StickyEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last events of their name or key, for handlers that come later; bounded, the one that was published longest ago goes
 * first. An event gets its number in the history and its place here in one step, under this object's lock, and so does a
 * handler that comes learn the number from which it hears live events and what is kept: so it hears each once. Thread-safe;
 * only those who publish sticky events and handlers that come take the lock, and no foreign code runs under it.
 */
public final class StickyEvents {
    private static final Logger LOG = LoggerFactory.getLogger(StickyEvents.class);

    private final History history;
    private final Map<Place, Held> held = new LinkedHashMap<>();
    private int capacity;
    private boolean warned;

    private record Place(String channel, String name, String key) {
        static Place of(ModuleEvent event, String key) {
            return new Place(event.channel(), event.name(), key);
        }
    }

    /**
     * One that is kept.
     *
     * @param sequence its number in the history
     * @param event the event
     */
    public record Held(long sequence, ModuleEvent event) {}

    /**
     * What is kept at one moment.
     *
     * @param end the number that later events get at least
     * @param events what is kept, the latest published last
     */
    public record State(long end, List<Held> events) {}

    /** None are kept yet. */
    public StickyEvents(History history, int capacity) {
        this.history = history;
        this.capacity = capacity;
    }

    /**
     * Keeps an event in the place of the last of its name and key.
     *
     * @param key the key, or empty
     * @param inHistory whether the history keeps it too
     * @return its number
     */
    public synchronized long put(ModuleEvent event, String key, boolean inHistory) {
        long sequence = number(event, inHistory);
        Place place = Place.of(event, key);
        held.remove(place);
        held.put(place, new Held(sequence, event));
        trim();
        return sequence;
    }

    /**
     * Takes away what is kept of an event's name.
     *
     * @param key of this key; empty for all keys
     * @param inHistory whether the history keeps the event
     * @return its number
     */
    public synchronized long end(ModuleEvent event, String key, boolean inHistory) {
        long sequence = number(event, inHistory);
        if (key.isEmpty()) {
            held.keySet().removeIf(place -> place.channel.equals(event.channel()) && place.name.equals(event.name()));
        } else {
            held.remove(Place.of(event, key));
        }
        return sequence;
    }

    private long number(ModuleEvent event, boolean inHistory) {
        long sequence = inHistory ? history.keep(event) : History.UNKEPT;
        return sequence == History.UNKEPT ? history.mark() : sequence;
    }

    private void trim() {
        while (held.size() > capacity) {
            Place eldest = held.keySet().iterator().next();
            held.remove(eldest);
            if (!warned) {
                warned = true;
                LOG.warn(
                        "More than {} sticky events: the oldest go, first {} on channel {}. Raise sticky.capacity of"
                                + " dev.vagus.events, or take them away when they are over",
                        capacity,
                        eldest.name,
                        eldest.channel);
            }
        }
    }

    /** What is kept, and from which number on events are not in it. */
    public synchronized State state() {
        return new State(history.next(), List.copyOf(held.values()));
    }

    /** What is kept and matches, the latest published last. */
    public synchronized List<StickyEvent> list(Predicate<ModuleEvent> which) {
        List<StickyEvent> found = new ArrayList<>();
        held.forEach((place, each) -> {
            if (which.test(each.event)) {
                found.add(new StickyEvent(place.key, each.event));
            }
        });
        return found;
    }

    /** Takes away what matches and says how many that were. */
    public synchronized long clear(Predicate<ModuleEvent> which) {
        int before = held.size();
        held.values().removeIf(each -> which.test(each.event));
        return before - held.size();
    }

    /** Changes how many are kept. */
    public synchronized void capacity(int changed) {
        capacity = changed;
        warned = false;
        trim();
    }
}
