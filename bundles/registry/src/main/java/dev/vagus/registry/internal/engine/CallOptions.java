package dev.vagus.registry.internal.engine;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says beside the operation and its arguments.
 *
 * @param timeout how long the call may take; null for the default
 * @param correlationId null for that of the call being handled
 * @param metadata for middleware and the handler
 * @param options what middleware must serve, such as {@code retries}
 */
public record CallOptions(
        @Nullable Duration timeout,
        @Nullable String correlationId,
        Map<String, String> metadata,
        Map<String, Object> options) {
    /** Nothing said. */
    public static final CallOptions NONE = new CallOptions(null, null, Map.of(), Map.of());

    /** The option of {@code ApiCall.retries}. */
    public static final String RETRIES = "retry.max";

    /** The option of {@code ApiCall.fallback}, which the registry serves itself. */
    public static final String FALLBACK = CallPolicy.FALLBACK;

    /** The option of {@code ApiCall.token}. */
    public static final String TOKEN = "token";

    /** Whether it says nothing that calls inside of the call inherit, but for the timeout. */
    boolean isSilent() {
        return correlationId == null && metadata.isEmpty();
    }

    /** What a call says that stands in for another: it has no fallback of its own, so that none goes on for ever. */
    CallOptions standIn() {
        return new CallOptions(timeout, correlationId, metadata, Map.of(FALLBACK, ""));
    }

    /** The bundle that serves an option. */
    static String bundleOf(String option) {
        return switch (option) {
            case TOKEN -> "dev.vagus.security";
            default ->
                option.startsWith("retry.") || option.startsWith("breaker.")
                        ? "dev.vagus.breaker"
                        : "whose middleware names it in vagus.middleware.options";
        };
    }
}
