package dev.vagus.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * What went on in a short part of the time. Immutable.
 *
 * @param from its begin, by the wall clock
 * @param length how long it is: about a second, or about a minute further back
 * @param calls how many calls began
 * @param callsFailed how many calls failed
 * @param callsP99 which 99 of 100 calls did not exceed
 * @param deliveries how many attempts to deliver messages ended
 * @param deliveriesFailed how many of them failed
 * @param events how many events were heard
 * @param eventsFailed for how many of them the handler failed
 */
public record TrafficPoint(
        Instant from,
        Duration length,
        long calls,
        long callsFailed,
        Duration callsP99,
        long deliveries,
        long deliveriesFailed,
        long events,
        long eventsFailed) {}
