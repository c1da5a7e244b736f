/**
 * Circuit breakers, sliding windows, rate limits, bulkheads and retry schedules: what decides whether a call goes on. Plain
 * Java; knows neither policies nor calls, and starts no thread.
 */
@NullMarked
package dev.vagus.breaker.internal.engine;

import org.jspecify.annotations.NullMarked;
