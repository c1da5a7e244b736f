package dev.vagus.metrics.internal.prometheus;

import static dev.vagus.metrics.internal.prometheus.Family.Type.COUNTER;
import static dev.vagus.metrics.internal.prometheus.Family.Type.GAUGE;
import static dev.vagus.metrics.internal.prometheus.Family.Type.HISTOGRAM;

import dev.vagus.metrics.internal.meter.Meters;
import dev.vagus.metrics.internal.meter.Reading;
import dev.vagus.metrics.internal.meter.SeriesKey.Kind;
import java.util.List;
import java.util.Locale;

/** What was recorded at calls and deliveries. */
final class CallFamilies {
    /** The outcome of what did not fail. */
    static final String SUCCESS = "success";

    private final Family calls = new Family(
            COUNTER,
            "vagus_calls",
            "Calls of operations that have ended, by outcome",
            "module",
            "operation",
            "outcome");
    private final Family calling =
            new Family(GAUGE, "vagus_calls_in_flight", "Calls that are under way", "module", "operation");
    private final Family callTime = new Family(
            HISTOGRAM,
            "vagus_call_duration_seconds",
            "How long calls took, from their beginning to their outcome, retries included",
            "module",
            "operation");
    private final Family deliveries = new Family(
            COUNTER,
            "vagus_delivery_attempts",
            "Attempts to deliver a message to a subscription that have ended, by outcome",
            "channel",
            "subscription",
            "module",
            "outcome");
    private final Family deliveryTime = new Family(
            HISTOGRAM,
            "vagus_delivery_duration_seconds",
            "How long handlers had messages",
            "channel",
            "subscription",
            "module");
    private final Family deliveryWait = new Family(
            HISTOGRAM,
            "vagus_delivery_wait_seconds",
            "How long messages waited from their sending to an attempt",
            "channel",
            "subscription",
            "module");
    private final Family hearings = new Family(
            COUNTER,
            "vagus_event_deliveries",
            "Events that handlers have had, by outcome",
            "topic",
            "handler",
            "module",
            "outcome");
    private final Family hearingTime = new Family(
            HISTOGRAM,
            "vagus_event_delivery_duration_seconds",
            "How long handlers had events",
            "topic",
            "handler",
            "module");
    private final Family hearingWait = new Family(
            HISTOGRAM,
            "vagus_event_delivery_wait_seconds",
            "How long events waited from their publishing to a handler",
            "topic",
            "handler",
            "module");
    private final Family unrecorded = new Family(
            COUNTER,
            "vagus_metrics_series_refused",
            "Series that there was no room for, and which are counted as other",
            "kind");

    List<Family> collect(Meters meters) {
        for (Reading reading : meters.read()) {
            add(reading);
        }
        for (Kind kind : Kind.values()) {
            unrecorded.add(meters.withoutRoom(kind), kind.name().toLowerCase(Locale.ROOT));
        }
        return List.of(
                calls,
                calling,
                callTime,
                deliveries,
                deliveryTime,
                deliveryWait,
                hearings,
                hearingTime,
                hearingWait,
                unrecorded);
    }

    private void add(Reading reading) {
        switch (reading.kind()) {
            case OPERATION -> call(reading);
            case SUBSCRIPTION -> delivery(reading, deliveries, deliveryTime, deliveryWait);
            case EVENT_HANDLER -> delivery(reading, hearings, hearingTime, hearingWait);
        }
    }

    private void call(Reading reading) {
        String module = reading.module();
        String operation = reading.name();
        calls.add(reading.succeeded(), module, operation, SUCCESS);
        reading.failed().forEach((category, count) -> calls.add(count, module, operation, category.label()));
        calling.add(reading.figures().inFlight(), module, operation);
        callTime.add(Buckets.ofNanos(reading.took(), reading.sumNanos()), module, operation);
    }

    private static void delivery(Reading reading, Family counts, Family time, Family wait) {
        String subject = reading.subject();
        String name = reading.name();
        String module = reading.module();
        counts.add(reading.succeeded(), subject, name, module, SUCCESS);
        reading.failed().forEach((category, count) -> counts.add(count, subject, name, module, category.label()));
        time.add(Buckets.ofNanos(reading.took(), reading.sumNanos()), subject, name, module);
        wait.add(Buckets.ofMillis(reading.waited()), subject, name, module);
    }
}
