package dev.vagus.registry;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A call in the making, from {@link ApiRegistry#call}. Not thread-safe; usable for one call. */
@ProviderType
public interface ApiCall {
    /** Adds an argument; the last value of a name counts. */
    ApiCall with(String parameter, @Nullable Object value);

    /** Adds arguments. */
    ApiCall with(Map<String, ?> parameters);

    /**
     * How long the call may take; the registry's default when not set. A call within a call never gets more than is left
     * of the outer one.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    ApiCall timeout(Duration timeout);

    /**
     * How often to try again after a failure that is worth it: timeout, unavailable, busy, network. For this call it
     * stands in for {@code retry.max} of the operation's policy; an operation that is not idempotent is tried again too,
     * since the caller says so. Needs the bundle {@code dev.vagus.breaker}.
     *
     * @throws IllegalArgumentException when it is negative
     */
    ApiCall retries(int count);

    /**
     * Which operation answers instead when this one fails for other reasons than its caller's: unavailable, busy, timeout,
     * network or internal. It gets the same arguments, caller, correlation and deadline.
     */
    ApiCall fallback(String operation);

    /**
     * Says something that a middleware serves, by the name under which it declares it
     * ({@link ApiMiddleware#OPTIONS_PROPERTY}). The bundle {@code dev.vagus.breaker} serves {@code retry.max},
     * {@code retry.backoff.ms}, {@code retry.multiplier}, {@code retry.jitter}, {@code retry.backoff.max.ms} (numbers)
     * and {@code breaker.enabled} (a boolean). A call with an option that nothing serves is refused.
     */
    ApiCall option(String name, Object value);

    /**
     * The token of the person or client on whose behalf the call is made, and the calls and messages inside of it unless they
     * bring one of their own. Only the gate sees it, no middleware and not the operation. Needs the bundle
     * {@code dev.vagus.security}.
     */
    ApiCall token(String token);

    /** The correlation id; that of the call or message being handled when not set. */
    ApiCall correlationId(String id);

    /**
     * Says something beside the arguments, for middleware and the handler. It travels on into the calls that the handler
     * makes, and into those of the handlers of its messages.
     */
    ApiCall metadata(String name, String value);

    /**
     * Calls and waits, as {@link ApiRegistry#invoke} does.
     *
     * @throws IllegalStateException when the call was made before
     */
    @Nullable
    Object invoke();

    /** Calls, waits, and converts the result by structure to this type; null when there is none. */
    @Nullable
    <T> T invoke(Class<T> type);

    /**
     * Calls without waiting for an operation that is itself asynchronous; one that is not runs on a thread of the
     * registry, and the stage fails with {@link CallRefusedException} when all of them are taken. The deadline completes the stage with {@link CallTimeoutException} whatever the operation does. Cancelling
     * the stage's {@code toCompletableFuture()} cancels the call. Failures come in the stage, never thrown.
     */
    CompletionStage<@Nullable Object> async();

    /** As {@link #async()}, with the result converted by structure to this type. */
    <T> CompletionStage<T> async(Type type);

    /**
     * Makes the call and returns at once: fire and forget. It runs on threads of the registry, never on the caller's, with
     * the deadline and the correlation of the call or message that it is made in, like every call; nobody learns its
     * result. A failure, also that there is no such operation or no room, is not thrown but logged, by
     * {@code dev.vagus.registry.sent} without what the operation said, and counted in {@link ApiRegistry#snapshot}.
     *
     * @throws IllegalStateException when the call was made before
     */
    void send();
}
