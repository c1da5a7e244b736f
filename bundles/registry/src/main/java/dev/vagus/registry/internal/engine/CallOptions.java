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
    public static final String RETRIES = "retries";

    /** The option of {@code ApiCall.token}. */
    public static final String TOKEN = "token";

    /** The bundle that serves an option. */
    static String bundleOf(String option) {
        return switch (option) {
            case RETRIES -> "dev.vagus.breaker";
            case TOKEN -> "dev.vagus.security";
            default -> "whose middleware names it in vagus.middleware.options";
        };
    }
}
