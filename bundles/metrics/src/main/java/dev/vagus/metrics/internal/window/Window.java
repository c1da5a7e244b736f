package dev.vagus.metrics.internal.window;

import dev.vagus.breaker.RetrySnapshot;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.Reading;
import dev.vagus.metrics.internal.meter.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came in each of the last seconds and minutes, within a budget of memory, and what has come since the last reset. It
 * goes by the monotonic clock alone. Thread-safe.
 *
 * <p>Each look at the meters gives a slice with what has changed since the look before; when slices of a minute have come
 * together they are merged into one of that minute. What takes too much memory goes: first seconds whose minute is complete,
 * oldest first, then minutes, then the rest.
 */
public final class Window {
    private static final Logger LOG = LoggerFactory.getLogger(Window.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Meters meters;
    private final Facts facts;
    private final LongSupplier nanos;

    /** Guarded by this object, as is what follows. */
    private final Ring seconds = new Ring();

    private final Ring minutes = new Ring();

    /** The seconds that are not part of a minute yet. */
    private final List<Slice> pending = new ArrayList<>();

    private final Apart channels = new Apart();
    private final Apart retried = new Apart();
    private WindowSettings settings;
    private State last;
    private State reset;
    private long cut;

    /**
     * Begins now.
     *
     * @param nanos a clock that only goes forward
     */
    public Window(Meters meters, Facts facts, LongSupplier nanos, WindowSettings settings) {
        this.meters = meters;
        this.facts = facts;
        this.nanos = nanos;
        this.settings = settings;
        last = new State(nanos.getAsLong(), Map.of(), Map.of(), Map.of());
        reset = last;
    }

    /** From now on so much is kept. */
    public synchronized void settings(WindowSettings fresh) {
        settings = fresh;
        seconds.limit(fresh.seconds());
        minutes.limit(fresh.minutes());
        shrink();
    }

    /** Looks at the meters; to be called about once a second. */
    public synchronized void tick() {
        State now = read();
        Slice slice = now.since(last);
        last = now;
        seconds.add(slice, settings.seconds());
        pending.add(slice);
        if (slice.to() - pending.get(0).from() >= MINUTE) {
            minutes.add(Slice.merge(pending), settings.minutes());
            pending.clear();
        }
        shrink();
    }

    private State read() {
        long now = nanos.getAsLong();
        Map<SeriesKey, Figures> series = new HashMap<>();
        for (Reading reading : meters.read()) {
            series.put(reading.key(), reading.figures());
        }
        return new State(now, series, sent(), retries());
    }

    private Map<String, ChannelCounts> sent() {
        List<ChannelSnapshot> all = facts.channels();
        channels.keep(all.stream().map(ChannelSnapshot::name).toList());
        Map<String, ChannelCounts> sent = new HashMap<>();
        for (ChannelSnapshot channel : all) {
            sent.merge(
                    channels.of(channel.name(), settings.channels()), ChannelCounts.of(channel), ChannelCounts::plus);
        }
        return sent;
    }

    private Map<String, RetryCounts> retries() {
        List<RetrySnapshot> all = facts.retries();
        retried.keep(all.stream().map(RetrySnapshot::target).toList());
        Map<String, RetryCounts> retries = new HashMap<>();
        for (RetrySnapshot each : all) {
            String target = retried.of(each.target(), settings.channels());
            retries.merge(target, RetryCounts.of(each, target), RetryCounts::plus);
        }
        return retries;
    }

    /** Whether a channel has figures of its own. */
    synchronized boolean tellsApart(String channel) {
        return channels.has(channel);
    }

    private void shrink() {
        boolean any = false;
        while (seconds.bytes() + minutes.bytes() > settings.bytes() && seconds.size() + minutes.size() > 0) {
            any = true;
            if (seconds.size() > pending.size() || minutes.size() == 0) {
                pending.subList(0, Math.max(0, pending.size() - seconds.size() + 1))
                        .clear();
                seconds.removeOldest();
            } else {
                minutes.removeOldest();
            }
        }
        if (any && cut++ == 0) {
            LOG.warn(
                    "what came in each second and minute takes more than window.bytes of dev.vagus.metrics, {}, so less than"
                            + " configured is kept: {} seconds and {} minutes now",
                    settings.bytes(),
                    seconds.size(),
                    minutes.size());
        }
    }

    /** How much memory is taken, about, in bytes. */
    public synchronized long bytes() {
        return seconds.bytes() + minutes.bytes();
    }

    /** Whether the memory was not enough for the configured time. */
    synchronized boolean isCut() {
        return cut > 0;
    }

    /** What is asked without a range begins here from now on. */
    public synchronized void reset() {
        reset = read();
    }

    /** What has come in this time until now, or since the last reset. */
    synchronized Span span(@Nullable Duration range) {
        State now = read();
        long start = range == null ? reset.nanos() : now.nanos() - nanosOf(range);
        List<Slice> parts = parts(start);
        parts.add(now.since(last));
        return new Span(now, parts, range == null ? now.since(reset) : null, start);
    }

    private static long nanosOf(Duration range) {
        return range.compareTo(Duration.ofDays(3_650)) > 0 ? Long.MAX_VALUE / 4 : range.toNanos();
    }

    /** The slices that end after this, oldest first: seconds as far back as there are, minutes before. */
    private List<Slice> parts(long start) {
        long oldest = seconds.from(last.nanos());
        if (start - oldest >= 0) {
            return seconds.find(slice -> slice.to() - start > 0);
        }
        // Up to the end of the minute that the oldest second is in.
        List<Slice> parts = minutes.find(slice -> slice.to() - start > 0 && slice.from() - oldest < 0);
        long end = parts.isEmpty() ? oldest : parts.get(parts.size() - 1).to();
        parts.addAll(seconds.find(slice -> slice.from() - end >= 0));
        return parts;
    }
}
