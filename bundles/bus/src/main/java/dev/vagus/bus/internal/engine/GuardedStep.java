package dev.vagus.bus.internal.engine;

import dev.vagus.bus.MessageInterceptor.Next;
import dev.vagus.module.Outcome;

/**
 * An interceptor while there is a gate: a message passes by it as if it were not there while its module may not go around
 * the messages of its channels. Never throws.
 *
 * @param right whether it may
 * @param step the interceptor
 * @param next what is inside of it
 */
record GuardedStep<T>(InterceptorRight right, Next<T> step, Next<T> next) implements Next<T> {
    @Override
    public Outcome proceed(T what) {
        return right.isHeld() ? step.proceed(what) : next.proceed(what);
    }
}
