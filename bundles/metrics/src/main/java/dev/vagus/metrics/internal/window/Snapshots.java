package dev.vagus.metrics.internal.window;

import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.SeriesFigures;
import dev.vagus.metrics.Traffic;
import dev.vagus.metrics.TrafficPoint;
import dev.vagus.metrics.internal.meter.Figures;
import dev.vagus.metrics.internal.meter.FiguresSum;
import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.RecentCalls;
import dev.vagus.metrics.internal.meter.SeriesKey;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Adds up what is asked for. Thread-safe. */
public final class Snapshots implements CommunicationMetrics {
    private static final int TOP = 5;
    private static final Comparator<SeriesFigures> BY_NAME = Comparator.comparing(SeriesFigures::subject)
            .thenComparing(SeriesFigures::name)
            .thenComparing(SeriesFigures::module);

    private final Meters meters;
    private final Window window;
    private final RecentCalls recent;
    private final Facts facts;
    private final LongSupplier millis;

    /**
     * Of these.
     *
     * @param millis the wall clock, in milliseconds since 1970
     */
    public Snapshots(Meters meters, Window window, RecentCalls recent, Facts facts, LongSupplier millis) {
        this.meters = meters;
        this.window = window;
        this.recent = recent;
        this.facts = facts;
        this.millis = millis;
    }

    @Override
    public Instant reset() {
        window.reset();
        return Instant.ofEpochMilli(millis.getAsLong());
    }

    @Override
    public MetricsSnapshot snapshot(MetricsQuery query) {
        Filter filter = new Filter(query);
        Span span = window.span(query.range());
        Slice whole = span.whole();
        Instant now = Instant.ofEpochMilli(millis.getAsLong());
        Figuring figuring = new Figuring(whole.to() - whole.from());
        Present present = Present.of(span.now(), facts);
        Map<Kind, Figures> totals = totals(whole, filter);
        List<SeriesFigures> operations = series(Kind.OPERATION, whole, filter, present, figuring);
        boolean detailed = query.detail() != Detail.SUMMARY;
        return new MetricsSnapshot(
                now.minusNanos(whole.to() - whole.from()),
                now,
                query.detail(),
                total(Kind.OPERATION, totals, present, filter, figuring),
                total(Kind.SUBSCRIPTION, totals, present, filter, figuring),
                total(Kind.EVENT_HANDLER, totals, present, filter, figuring),
                new ChannelReport(whole, filter, present, figuring).figures(facts.channels(), window::tellsApart),
                retries(whole, filter),
                filter.isOpen() ? StoreReport.figures(facts, now) : List.of(),
                top(operations, each -> each.traffic().count()),
                top(operations, Snapshots::timeOf),
                top(operations, each -> each.traffic().failures()),
                detailed ? operations : List.of(),
                detailed ? series(Kind.SUBSCRIPTION, whole, filter, present, figuring) : List.of(),
                detailed ? series(Kind.EVENT_HANDLER, whole, filter, present, figuring) : List.of(),
                query.detail() == Detail.VERBOSE ? history(span, filter, now) : List.of(),
                recent(filter),
                notes(query, span, whole));
    }

    private static Map<Kind, Figures> totals(Slice slice, Filter filter) {
        Map<Kind, FiguresSum> sums = new EnumMap<>(Kind.class);
        slice.series().forEach((key, figures) -> {
            if (filter.matches(key)) {
                sums.computeIfAbsent(key.kind(), kind -> new FiguresSum()).add(figures);
            }
        });
        Map<Kind, Figures> totals = new EnumMap<>(Kind.class);
        sums.forEach((kind, sum) -> totals.put(kind, sum.take()));
        return totals;
    }

    private static Traffic total(
            Kind kind, Map<Kind, Figures> totals, Present present, Filter filter, Figuring figuring) {
        return figuring.traffic(totals.getOrDefault(kind, Figures.NONE), present.inFlight(kind, filter));
    }

    private static List<SeriesFigures> series(
            Kind kind, Slice whole, Filter filter, Present present, Figuring figuring) {
        List<SeriesFigures> list = new ArrayList<>();
        whole.series().forEach((key, figures) -> {
            if (key.kind() == kind && filter.matches(key) && figures.begun() + figures.ended() > 0) {
                list.add(new SeriesFigures(
                        key.subject(),
                        key.name(),
                        key.module(),
                        figuring.traffic(figures, present.inFlight(key)),
                        Figuring.waited(figures.waited())));
            }
        });
        list.sort(BY_NAME);
        return list;
    }

    private static List<RetryFigures> retries(Slice whole, Filter filter) {
        return whole.retries().entrySet().stream()
                .filter(each -> filter.matches(each.getKey(), each.getValue()))
                .map(each -> each.getValue().figures(each.getKey()))
                .sorted(Comparator.comparing(RetryFigures::target))
                .toList();
    }

    private static long timeOf(SeriesFigures series) {
        Traffic traffic = series.traffic();
        return traffic.latency().average().toNanos() * (traffic.succeeded() + traffic.failures());
    }

    private static List<SeriesFigures> top(List<SeriesFigures> series, ToLongFunction<SeriesFigures> value) {
        return series.stream()
                .filter(each -> value.applyAsLong(each) > 0)
                .sorted(Comparator.comparingLong(value).reversed())
                .limit(TOP)
                .toList();
    }

    private static List<TrafficPoint> history(Span span, Filter filter, Instant now) {
        List<TrafficPoint> points = new ArrayList<>();
        for (Slice part : span.parts()) {
            Map<Kind, Figures> totals = totals(part, filter);
            Figures calls = totals.getOrDefault(Kind.OPERATION, Figures.NONE);
            Figures messages = totals.getOrDefault(Kind.SUBSCRIPTION, Figures.NONE);
            Figures events = totals.getOrDefault(Kind.EVENT_HANDLER, Figures.NONE);
            points.add(new TrafficPoint(
                    now.minusNanos(span.now().nanos() - part.from()),
                    Duration.ofNanos(part.to() - part.from()),
                    calls.begun(),
                    calls.failures(),
                    Figuring.percentile(calls, 0.99),
                    messages.ended(),
                    messages.failures(),
                    events.ended(),
                    events.failures()));
        }
        return points;
    }

    private List<RecentCall> recent(Filter filter) {
        return recent.list().stream().filter(filter::matches).toList();
    }

    private List<String> notes(MetricsQuery query, Span span, Slice whole) {
        List<String> notes = new ArrayList<>(facts.missing());
        if (query.range() != null && whole.from() - span.start() > 0) {
            notes.add("figures reach back "
                    + Duration.ofNanos(whole.to() - whole.from()).toSeconds() + " s, not "
                    + query.range().toSeconds() + " s: "
                    + (window.isCut()
                            ? "they take more memory than window.bytes of dev.vagus.metrics allows"
                            : "older ones are not kept, or the bundle dev.vagus.metrics was not there yet"));
        }
        for (Kind kind : Kind.values()) {
            long without = meters.withoutRoom(kind);
            if (without > 0) {
                notes.add(without + " of the kind "
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " are counted together as " + SeriesKey.OTHER
                        + ": there are more than series.max of dev.vagus.metrics allows");
            }
        }
        return notes;
    }
}
