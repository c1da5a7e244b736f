package dev.vagus.metrics.internal.window;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.metrics.ChannelFigures;
import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.FiguresSum;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of channels: what came within the time, and what waits now. */
final class ChannelReport {
    /** What waits in a channel, or in several. */
    private record Waiting(long queued, Duration oldest, long dead) {
        static final Waiting NONE = new Waiting(0, Duration.ZERO, 0);

        Waiting plus(long more, Duration age, long letters) {
            return new Waiting(queued + more, oldest.compareTo(age) < 0 ? age : oldest, dead + letters);
        }
    }

    private final Slice whole;
    private final Filter filter;
    private final Present present;
    private final Figuring figuring;

    ChannelReport(Slice whole, Filter filter, Present present, Figuring figuring) {
        this.whole = whole;
        this.filter = filter;
        this.present = present;
        this.figuring = figuring;
    }

    /**
     * The channels that there are, and those that there were within the time, by name.
     *
     * @param apart which channels have figures of their own
     */
    List<ChannelFigures> figures(List<ChannelSnapshot> there, Predicate<String> apart) {
        Map<String, Waiting> waiting = new TreeMap<>();
        whole.channels().keySet().forEach(name -> waiting.put(name, Waiting.NONE));
        for (ChannelSnapshot channel : there) {
            String name = apart.test(channel.name()) ? channel.name() : SeriesKey.OTHER;
            Waiting known = waiting.getOrDefault(name, Waiting.NONE);
            waiting.put(name, known.plus(channel.queued(), channel.oldest(), present.dead(channel.name())));
        }
        Map<String, FiguresSum> heard = heard();
        return waiting.entrySet().stream()
                .filter(each -> filter.matchesChannel(each.getKey(), heard.containsKey(each.getKey())))
                .map(each -> figures(each.getKey(), each.getValue(), heard.get(each.getKey())))
                .toList();
    }

    private Map<String, FiguresSum> heard() {
        Map<String, FiguresSum> heard = new HashMap<>();
        whole.series().forEach((key, figures) -> {
            if (key.kind() == Kind.SUBSCRIPTION && filter.matches(key)) {
                heard.computeIfAbsent(key.subject(), channel -> new FiguresSum())
                        .add(figures);
            }
        });
        return heard;
    }

    private ChannelFigures figures(String name, Waiting waiting, @Nullable FiguresSum heard) {
        ChannelCounts counts = whole.channels().getOrDefault(name, ChannelCounts.NONE);
        return new ChannelFigures(
                name,
                counts.sent(),
                counts.routed(),
                counts.unrouted(),
                counts.filtered(),
                counts.refused(),
                figuring.perSecond(counts.sent()),
                waiting.queued(),
                waiting.oldest(),
                waiting.dead(),
                figuring.traffic(heard == null ? Figures.NONE : heard.take(), inFlight(name)));
    }

    private long inFlight(String channel) {
        return present.inFlight().entrySet().stream()
                .filter(each -> each.getKey().kind() == Kind.SUBSCRIPTION
                        && each.getKey().subject().equals(channel)
                        && filter.matches(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
