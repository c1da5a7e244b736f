package dev.vagus.spi;

import dev.vagus.module.ErrorRecord;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of every call, message and event while it is registered as a service; there is at most one. Bus, registry and
 * events keep it in a field, so that it costs a read and a branch where there is none. Thread-safe; no method blocks or
 * calls back; what one throws is logged and keeps the work from being recorded, not from being done. It is told of what
 * begins while it is registered, and of the end of that, also after it is registered no more.
 *
 * <p>Each piece of work is a span in the sense of W3C Trace Context: it continues the trace that its
 * {@linkplain Work#traceparent context} names or begins one, and what is done inside of it continues its own
 * {@link Span#traceparent}.
 */
@ConsumerType
public interface FlowTracer {
    /** What is done. */
    enum Kind {
        /** A call of an operation, from its opening to its outcome. */
        CALL,
        /** One step of a call's chain, from the outermost inwards; also one attempt of those that retry. */
        STEP,
        /** The sending of a message, up to the return to its sender. */
        SEND,
        /** One attempt to deliver a message to a subscription. */
        DELIVERY,
        /** The publishing of an event, up to the return to its publisher. */
        PUBLISH,
        /** An event at one of its handlers. */
        HEARING
    }

    /**
     * A piece of work that begins.
     *
     * @param kind what is done
     * @param id the id of the call, message or event; empty when it was refused before it had one, and of OSGi events that
     *     are no Vagus events
     * @param subject the operation, the channel, or the name of the event; of a step, the operation
     * @param type the message's type, the event's channel, the name of the step; empty for a call
     * @param module the module that does it: the caller, the sender, the publisher; of a delivery, a hearing or a step the
     *     module that has it done: the subscriber, the handler's, the operation's
     * @param peer the subscription or handler, by name or id; of a call the operation's module; empty otherwise
     * @param attempt the number of the attempt, from 1
     * @param correlationId what joins it with other work; null when there is none
     * @param traceparent the trace context that it is in; null when there is none
     * @param confidential whether its payload is encrypted where it is kept, and never shown
     */
    record Work(
            Kind kind,
            String id,
            String subject,
            String type,
            String module,
            String peer,
            int attempt,
            @Nullable String correlationId,
            @Nullable String traceparent,
            boolean confidential) {}

    /** A piece of work that is being recorded. Thread-safe; ended once, on any thread. */
    @ConsumerType
    interface Span {
        /** The trace context of what is done inside of it, in the form {@code 00-traceid-spanid-01}. */
        String traceparent();

        /**
         * Something has happened within it.
         *
         * @param what a word for it: {@code route}, {@code dropped}, {@code expired}, {@code retry}, {@code dead-letter},
         *     {@code refused}, {@code skipped}
         * @param detail for people; no payload and no secret
         */
        void note(String what, String detail);

        /**
         * It is over.
         *
         * @param error what it failed with; null when it succeeded
         */
        void end(@Nullable ErrorRecord error);
    }

    /**
     * Begins to record a piece of work.
     *
     * @param payload gives the arguments or data as plain structure, if they are wanted; asked within this call only
     * @return its record; null when it is not to be recorded
     */
    @Nullable
    Span begin(Work work, Supplier<@Nullable Object> payload);
}
