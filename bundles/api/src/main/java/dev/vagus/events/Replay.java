package dev.vagus.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the past a handler hears before those that come. It hears each event once: the past ones in the order in
 * which they came, marked {@link ModuleEvent.Mark#REPLAYED}, then the live ones, with none left out between them. What
 * {@link EventHistory} does not keep, or has forgotten, is not replayed. Immutable.
 *
 * <p>What the memory has forgotten comes out of the {@link dev.vagus.spi.HistoryStore}, if there is one when the handler
 * comes: read a page at a time while the handler hears it, in the order of ids, which is that of each publisher; with data as
 * the store gives it back, so that values which it does not know, such as times, are text. The handler hears nothing that it
 * may not hear live. What is published meanwhile is read there too and waits for no room; only what no store is given waits in
 * the handler's mailbox, and is heard after the past. A store that is behind is waited for, at most ten seconds; one that
 * cannot be read is tried for some three seconds; then the handler hears what is in memory and what is live, with a WARN line
 * and counted in {@link HistorySnapshot#unreadReplays}.
 *
 * <p>With a name, a handler goes on where the handler of that name of the same module left off: it hears what came since,
 * and what was waiting for the other or failed to get into its full mailbox. An event that the other was at when it left
 * may come again. It hears, too, what a full mailbox turned away meanwhile and the store still has, of that the last
 * thousand. Positions are kept in memory, the last {@value #POSITIONS} that were left; of one name only one handler can be
 * registered at a time.
 *
 * <p>While there are a {@link dev.vagus.spi.PositionStore} and a {@link dev.vagus.spi.HistoryStore} when the handler comes,
 * positions are kept there too, as many, and go on in the next process. After the events bundle, or the process, was stopped in
 * order a handler hears every event once that the history store has. After a kill it hears every such event at least once: where
 * it is is written about once a second, and what it had since comes again. A position that cannot be read begins as for the first
 * time, and is then not written. Without such a store positions end with the events bundle.
 *
 * @param last so many of the latest events that the handler hears; 0 for as many as there are since {@code since}
 * @param since those of this time or later; null for any time
 * @param position the name of the position; empty for none. What {@code last} and {@code since} say holds the first time
 *     only, when nobody has left off yet.
 */
public record Replay(int last, @Nullable Instant since, String position) {
    /** How many positions that were left are remembered. */
    public static final int POSITIONS = 1_000;

    /** Nothing of the past. */
    public static final Replay NONE = new Replay(0, null, "");

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Replay {
        if (last < 0) {
            throw new IllegalArgumentException("the number of events to replay must not be negative, but is " + last);
        }
    }

    /** The latest events, so many. */
    public static Replay last(int events) {
        return new Replay(events, null, "");
    }

    /** All events of this time or later. */
    public static Replay since(Instant time) {
        return new Replay(0, time, "");
    }

    /** Everything since the handler of this name left off; nothing the first time. */
    public static Replay from(String position) {
        return new Replay(0, null, position);
    }

    /** The same under this name: what it says holds the first time. */
    public Replay named(String name) {
        return new Replay(last, since, name);
    }
}
