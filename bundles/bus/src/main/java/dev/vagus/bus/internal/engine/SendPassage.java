package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Outcome;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The way of one message from its sender through the interceptors to its route. It arrives there once or never: what comes
 * later or again is the interceptor's failure. The state decides, so that the books count it once.
 */
final class SendPassage extends Passage {
    private enum State {
        OPEN,
        SENT,
        NOT_SENT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Envelope original;
    private final Owner source;
    private final Clocks clocks;
    private final Structures structures;
    private final ToIntFunction<Envelope> route;
    private @Nullable InterceptorEntry withheldBy;
    private volatile int routed;

    /**
     * @param route offers the message to its subscriptions and returns how many they were
     */
    SendPassage(Envelope original, Owner source, Clocks clocks, Structures structures, ToIntFunction<Envelope> route) {
        this.original = original;
        this.source = source;
        this.clocks = clocks;
        this.structures = structures;
        this.route = route;
    }

    Owner source() {
        return source;
    }

    Structures structures() {
        return structures;
    }

    /** The same message with what this draft says. */
    Outgoing changed(Envelope from, Draft draft, @Nullable Object payload) {
        return new Outgoing(
                this, new Envelope(from, draft, payload, clocks.nanos().getAsLong()));
    }

    /**
     * Sends the message and returns how many subscriptions were offered it.
     *
     * @param refused counts it when it was not sent
     * @throws MessageRefusedException when an interceptor refused it or failed, or withheld a request
     */
    int send(Next<MessageSending> around, Runnable refused) {
        Outcome outcome = around.proceed(new Outgoing(this, original));
        boolean sent = !state.compareAndSet(State.OPEN, State.NOT_SENT);
        if (!sent) {
            refused.run();
        }
        Throwable error = outcome.error();
        if (error instanceof Error fatal) {
            throw fatal;
        }
        if (error instanceof RuntimeException failure) {
            throw failure;
        }
        InterceptorEntry without = withheldBy;
        if (!sent && original.isRequest() && without != null) {
            throw new MessageRefusedException(
                    ErrorCategory.CANCELLED,
                    "the request " + original + " was withheld by " + without + " and will not be answered",
                    without.name(),
                    null);
        }
        return routed;
    }

    /** The innermost interceptor has passed it on. */
    Outcome arrive(Envelope envelope) {
        if (!state.compareAndSet(State.OPEN, State.SENT)) {
            return Outcome.failed(new IllegalStateException(
                    state.get() == State.SENT
                            ? "it went on with the message a second time"
                            : "it went on with the message after its sender had gone"));
        }
        try {
            routed = route.applyAsInt(envelope);
            return Outcome.of((Integer) routed);
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    @Override
    Outcome pending(InterceptorEntry entry, Outcome outcome) {
        return blame(
                entry, new IllegalStateException("it returned an outcome that is not complete; sending does not wait"));
    }

    @Override
    void succeeded(InterceptorEntry entry) {
        if (withheldBy == null && state.get() == State.OPEN) {
            withheldBy = entry;
        }
    }

    @Override
    String whatHappened(boolean refused) {
        if (state.get() == State.SENT) {
            return original + " was sent, and then came an error of";
        }
        return original + (refused ? " was refused by" : " was not sent because of an error in");
    }
}
