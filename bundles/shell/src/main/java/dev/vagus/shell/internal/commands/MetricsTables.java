package dev.vagus.shell.internal.commands;

import dev.vagus.metrics.ChannelFigures;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.SeriesFigures;
import dev.vagus.metrics.StoreFigures;
import dev.vagus.metrics.Traffic;
import dev.vagus.metrics.TrafficPoint;
import dev.vagus.shell.internal.model.Table;
import java.util.function.Function;

/** How figures look in tables. */
final class MetricsTables {
    static final Table<TotalRow> TOTALS =
            timed(new Table<TotalRow>().text("TRAFFIC", TotalRow::what), TotalRow::traffic, "COUNT");

    static final Table<SeriesFigures> OPERATIONS = timed(
            new Table<SeriesFigures>().text("OPERATION", SeriesFigures::subject), SeriesFigures::traffic, "CALLS");

    static final Table<SeriesFigures> SUBSCRIPTIONS = timed(
                    new Table<SeriesFigures>()
                            .text("CHANNEL", SeriesFigures::subject)
                            .text("SUBSCRIPTION", SeriesFigures::name)
                            .text("MODULE", SeriesFigures::module),
                    SeriesFigures::traffic,
                    "HANDLED")
            .fixed("P99 WAITED", each -> MetricsText.p99(each.waited()));

    static final Table<SeriesFigures> HANDLERS = timed(
            new Table<SeriesFigures>()
                    .text("EVENTS", SeriesFigures::subject)
                    .text("HANDLER", SeriesFigures::name)
                    .text("MODULE", SeriesFigures::module),
            SeriesFigures::traffic,
            "HEARD");

    static final Table<ChannelFigures> CHANNELS = new Table<ChannelFigures>()
            .text("CHANNEL", ChannelFigures::name)
            .number("SENT", ChannelFigures::sent)
            .fixed("RATE", channel -> MetricsText.rate(channel.sentPerSecond()))
            .number("UNROUTED", ChannelFigures::unrouted)
            .number("REFUSED", ChannelFigures::refused)
            .number("QUEUED", ChannelFigures::queued)
            .fixed("OLDEST", channel -> MetricsText.time(channel.oldest()))
            .number("DEAD", ChannelFigures::dead)
            .fixed("OK", channel -> MetricsText.success(channel.deliveries()))
            .fixed("P99", channel -> MetricsText.p99(channel.deliveries().latency()));

    static final Table<RetryFigures> RETRIES = new Table<RetryFigures>()
            .text("TRIED AGAIN", RetryFigures::target)
            .text("MODULE", RetryFigures::module)
            .number("RETRIES", RetryFigures::retries)
            .number("SUCCEEDED", RetryFigures::succeeded)
            .wrapped("FAILED", each -> each.failures() == 0 ? "-" : MetricsText.failures(each.failed()));

    static final Table<StoreFigures> STORES = new Table<StoreFigures>()
            .text("KEPT", StoreFigures::what)
            .number("TO WRITE", StoreFigures::unwritten)
            .fixed("OLDEST", each -> MetricsText.time(each.oldest()))
            .number("MISSING", StoreFigures::missing);

    static final Table<RecentCall> RECENT = new Table<RecentCall>()
            .fixed("ID", RecentCall::id)
            .fixed("AT", call -> Times.moment(call.start()))
            .text("OPERATION", RecentCall::operation)
            .text("CALLER", RecentCall::caller)
            .fixed("TOOK", call -> MetricsText.time(call.took()))
            .state("OUTCOME", MetricsTables::outcome)
            .wrapped("ERROR", RecentCall::error);

    static final Table<TrafficPoint> HISTORY = new Table<TrafficPoint>()
            .fixed("FROM", point -> Times.moment(point.from()))
            .fixed("LENGTH", point -> MetricsText.time(point.length()))
            .number("CALLS", TrafficPoint::calls)
            .number("FAILED", TrafficPoint::callsFailed)
            .fixed("P99", point -> MetricsText.time(point.callsP99()))
            .number("MESSAGES", TrafficPoint::deliveries)
            .number("FAILED", TrafficPoint::deliveriesFailed)
            .number("EVENTS", TrafficPoint::events)
            .number("FAILED", TrafficPoint::eventsFailed);

    /**
     * One of the totals.
     *
     * @param what it is of
     * @param traffic its figures
     */
    record TotalRow(String what, Traffic traffic) {}

    private MetricsTables() {}

    private static String outcome(RecentCall call) {
        return call.category() == null ? "ok" : call.category().label();
    }

    private static <T> Table<T> timed(Table<T> table, Function<T, Traffic> traffic, String count) {
        return table.number(count, row -> traffic.apply(row).count())
                .fixed("RATE", row -> MetricsText.rate(traffic.apply(row).perSecond()))
                .fixed("OK", row -> MetricsText.success(traffic.apply(row)))
                .number("NOW", row -> traffic.apply(row).inFlight())
                .fixed(
                        "MEAN",
                        row -> MetricsText.time(traffic.apply(row).latency().average()))
                .fixed(
                        "P50",
                        row -> MetricsText.time(traffic.apply(row).latency().p50()))
                .fixed(
                        "P95",
                        row -> MetricsText.time(traffic.apply(row).latency().p95()))
                .fixed(
                        "P99",
                        row -> MetricsText.time(traffic.apply(row).latency().p99()))
                .fixed(
                        "MAX",
                        row -> MetricsText.time(traffic.apply(row).latency().max()));
    }
}
