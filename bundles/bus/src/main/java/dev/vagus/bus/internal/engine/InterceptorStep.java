package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.module.Outcome;
import java.util.concurrent.atomic.LongAdder;

/**
 * One interceptor and what is inside of it, composed once for each change. It holds nothing of a message: that is in the
 * {@link Passage}. Never throws.
 *
 * @param entry the interceptor
 * @param around which of its methods
 * @param calls counts them
 * @param next what is inside of it
 */
record InterceptorStep<T>(InterceptorEntry entry, Around<T> around, LongAdder calls, Next<T> next) implements Next<T> {
    /** A method of an interceptor. */
    @FunctionalInterface
    interface Around<T> {
        Outcome call(MessageInterceptor interceptor, T what, Next<T> next) throws Exception;
    }

    /** What a passage belongs to. */
    interface Passing {
        Passage passage();

        /** Does what is inside of all interceptors. */
        Outcome arrive();
    }

    /** What is inside of the innermost one. */
    static <T> Next<T> inside() {
        return what -> what instanceof Passing passing ? passing.arrive() : stranger();
    }

    private static Outcome stranger() {
        return Outcome.failed(new IllegalArgumentException(
                "it did not go on with what it was given, or with what the with methods of that made of it"));
    }

    @Override
    public Outcome proceed(T what) {
        if (!(what instanceof Passing passing)) {
            return stranger();
        }
        calls.increment();
        Outcome outcome;
        try {
            outcome = around.call(entry.interceptor(), what, next);
        } catch (Throwable e) {
            return passing.passage().thrown(entry, e);
        }
        return passing.passage().returned(entry, outcome);
    }
}
