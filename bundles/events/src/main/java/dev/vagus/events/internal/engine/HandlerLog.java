package dev.vagus.events.internal.engine;

import dev.vagus.module.ErrorRecord;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged about one handler, at most one line per kind in {@value #INTERVAL_SECONDS} seconds. Thread-safe. */
final class HandlerLog {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerLog.class);
    private static final int INTERVAL_SECONDS = 10;

    private final HandlerIdentity identity;
    private final LogLimiter failures;
    private final LogLimiter drops;
    private final LogLimiter unmatched;
    private final LogLimiter refused;

    HandlerLog(HandlerIdentity identity, LongSupplier nanoClock) {
        this.identity = identity;
        long interval = INTERVAL_SECONDS * 1_000_000_000L;
        failures = new LogLimiter(nanoClock, interval);
        drops = new LogLimiter(nanoClock, interval);
        unmatched = new LogLimiter(nanoClock, interval);
        refused = new LogLimiter(nanoClock, interval);
    }

    void failed(String topic, Throwable error) {
        long heldBack = failures.permit();
        if (heldBack != LogLimiter.SUPPRESSED) {
            LOG.warn(
                    "{} {} of module {} failed at an event on {} ({} failures before it were not logged): {}",
                    identity.kind().label(),
                    identity.id(),
                    identity.module(),
                    topic,
                    heldBack,
                    text(error));
        }
    }

    /** As text: logs keep their latest entries, and a throwable among them would keep the classes of its module. */
    private static String text(Throwable error) {
        StringBuilder text = new StringBuilder();
        String introduction = "";
        for (ErrorRecord record = ErrorRecord.of(error); record != null; record = record.cause()) {
            text.append(introduction).append(record.summary());
            record.stack().forEach(frame -> text.append("\n\tat ").append(frame));
            introduction = "\nCaused by: ";
        }
        return text.toString();
    }

    void dropped(String topic, int capacity) {
        long heldBack = drops.permit();
        if (heldBack != LogLimiter.SUPPRESSED) {
            LOG.warn(
                    "The mailbox of {} {} of module {} is full ({} events): an event on {} was dropped ({} before it were"
                            + " not logged). The handler is too slow, or mailbox.capacity of dev.vagus.events too low",
                    identity.kind().label(),
                    identity.id(),
                    identity.module(),
                    capacity,
                    topic,
                    heldBack);
        }
    }

    void notAllowed(String topic) {
        long heldBack = refused.permit();
        if (heldBack != LogLimiter.SUPPRESSED) {
            LOG.warn(
                    "{} {} of module {} may not hear events on {} any more: one that waited for it was not handed over"
                            + " ({} before it were not logged)",
                    identity.kind().label(),
                    identity.id(),
                    identity.module(),
                    topic,
                    heldBack);
        }
    }

    void notMatched(String topic, Throwable error) {
        long heldBack = unmatched.permit();
        if (heldBack != LogLimiter.SUPPRESSED) {
            LOG.warn(
                    "An event on {} could not be compared with the filter of {} {} of module {}, which does not get it:"
                            + " {} ({} before it were not logged)",
                    topic,
                    identity.kind().label(),
                    identity.id(),
                    identity.module(),
                    error.getClass().getName(),
                    heldBack);
        }
    }
}
