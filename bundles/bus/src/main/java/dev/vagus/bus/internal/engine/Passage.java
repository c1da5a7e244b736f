package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageRefusedException;
import dev.vagus.module.ErrorRecord;
import dev.vagus.module.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The way of one message through the interceptors around it. It remembers the failure that is known, so that the
 * interceptor which a failure comes from is named, and those which it passes are not.
 */
abstract class Passage {
    /** How much of an error's text is repeated, since those of interceptors that send contain each other. */
    private static final int LONGEST_TEXT = 1_000;

    /** Written by whoever fails; read afterwards on the same thread, or after a stage that it completed. */
    private @Nullable Throwable known;

    /** A failure that is not an interceptor's. */
    final Outcome failed(Throwable error) {
        known = error;
        return Outcome.failed(error);
    }

    /** An interceptor threw this. */
    final Outcome thrown(InterceptorEntry entry, Throwable error) {
        if (error instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return error == known ? Outcome.failed(error) : blame(entry, error);
    }

    /** An interceptor returned this. */
    final Outcome returned(InterceptorEntry entry, @Nullable Outcome outcome) {
        if (outcome == null) {
            return blame(entry, new IllegalStateException("it returned null instead of an outcome"));
        }
        if (!outcome.isDone()) {
            return pending(entry, outcome);
        }
        Throwable error = outcome.error();
        if (error != null && error != known) {
            return blame(entry, error);
        }
        if (error == null) {
            succeeded(entry);
        }
        return outcome;
    }

    /** An interceptor returned an outcome that is not complete. */
    abstract Outcome pending(InterceptorEntry entry, Outcome outcome);

    /** An interceptor returned a success. */
    void succeeded(InterceptorEntry entry) {}

    /** What happened, to begin the text of an error with: of a refusal, or of another failure. */
    abstract String whatHappened(boolean refused);

    /** Makes it this interceptor's failure, as a record. */
    final Outcome blame(InterceptorEntry entry, Throwable error) {
        entry.refusals().increment();
        ErrorRecord record = ErrorRecord.of(error);
        boolean refused = error instanceof MessageRefusedException;
        String text =
                whatHappened(refused) + " " + entry + ": " + shortened(refused ? record.message() : record.summary());
        MessageRefusedException named =
                new MessageRefusedException(record.category(), text, entry.name(), refused ? null : record);
        named.setStackTrace(error.getStackTrace());
        return failed(named);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    }

    /** The failure of an attempt as a record. */
    static ErrorRecord recordOf(Throwable error) {
        if (error instanceof Misfit misfit) {
            return misfit.record();
        }
        ErrorRecord plain = ErrorRecord.of(error);
        return error instanceof MessageRefusedException refused
                ? new ErrorRecord(plain.category(), plain.type(), plain.message(), plain.stack(), refused.error())
                : plain;
    }
}
