package dev.vagus.registry;

import dev.vagus.module.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Code around every call of the operations that it applies to. Registered as a service, with {@link MiddlewareOrder} for
 * its place, or in code by {@link ApiRegistry#addMiddleware};
 * one that keeps something for each operation is made by an {@link ApiMiddlewareFactory}. The service property {@value #TARGET_PROPERTY} (a string or
 * an array) restricts it to operations whose name matches, {@code *} standing for any run of characters, such as
 * {@code LabRunner.*}; {@value #NAME_PROPERTY} gives the name under which people see it.
 *
 * <p>Called on the caller's thread, concurrently. It may look at the invocation, call {@code next} once, several times or
 * not at all, and return another outcome. It must not block on an outcome that is not complete: use
 * {@link Outcome#map} and its like, which cost nothing when it is.
 *
 * <pre>{@code
 * public Outcome around(Invocation invocation, Next next) {
 *     long start = System.nanoTime();
 *     return next.proceed(invocation).onDone((value, error) -> log.info("{} took {} ns", ...));
 * }
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface ApiMiddleware {
    /** The service property that restricts the operations. */
    String TARGET_PROPERTY = "vagus.middleware.target";

    /** The service property that names the middleware. */
    String NAME_PROPERTY = "vagus.middleware.name";

    /** The service property that lists the call options which the middleware serves, such as {@code retries}. */
    String OPTIONS_PROPERTY = "vagus.middleware.options";

    /**
     * Goes around one call.
     *
     * @throws Exception which is the outcome of the call, as if {@link Outcome#failed} had been returned
     */
    Outcome around(Invocation invocation, Next next) throws Exception;

    /**
     * What it would do with a call of this operation by this module now, without doing it: nothing is counted and no
     * permit taken. Called only for {@link ApiRegistry#explain}.
     *
     * @param caller the name of the module that would call
     */
    default MiddlewarePreview preview(OperationDescriptor operation, String caller) {
        return MiddlewarePreview.PASSES;
    }

    /** The rest of the chain and the operation itself. */
    @FunctionalInterface
    interface Next {
        /** Goes on with this invocation, usually the one that was given. Never throws; a failure is an outcome. */
        Outcome proceed(Invocation invocation);
    }
}
