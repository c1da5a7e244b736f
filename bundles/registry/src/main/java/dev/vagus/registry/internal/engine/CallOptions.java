package dev.vagus.registry.internal.engine;

import dev.vagus.spi.FlowContext;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says beside the operation and its arguments.
 *
 * @param timeout how long the call may take; null for the default
 * @param correlationId null for that of the call being handled
 * @param metadata for middleware and the handler
 * @param options what middleware must serve, such as {@code retries}; also a token that was given as an option
 * @param shown the token of {@code ApiCall.token}, apart since it is frequent and a map takes memory; null for none
 */
public record CallOptions(
        @Nullable Duration timeout,
        @Nullable String correlationId,
        Map<String, String> metadata,
        Map<String, Object> options,
        @Nullable String shown) {
    /** Without a token, but for one among the options. */
    public CallOptions(
            @Nullable Duration timeout,
            @Nullable String correlationId,
            Map<String, String> metadata,
            Map<String, Object> options) {
        this(timeout, correlationId, metadata, options, null);
    }

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

    /** The same, with the trace context of what is recorded where the caller said one. */
    CallOptions withTrace(CallTrace trace) {
        if (!metadata.containsKey(FlowContext.TRACEPARENT)) {
            return this;
        }
        Map<String, String> other = new HashMap<>(metadata);
        other.put(FlowContext.TRACEPARENT, trace.traceparent());
        return new CallOptions(timeout, correlationId, Collections.unmodifiableMap(other), options, shown);
    }

    /** What a call says that stands in for another: it has no fallback of its own, so that none goes on for ever,
     * and the same token. */
    CallOptions standIn() {
        Object token = options.get(TOKEN);
        Map<String, Object> kept = token == null ? Map.of(FALLBACK, "") : Map.of(FALLBACK, "", TOKEN, token);
        return new CallOptions(timeout, correlationId, metadata, kept, shown);
    }

    /** The token that the caller gave, empty for something else in its place; null for none. */
    @Nullable
    String token() {
        if (shown != null || options.isEmpty()) {
            return shown;
        }
        Object given = options.get(TOKEN);
        return given == null || given instanceof String ? (String) given : "";
    }

    /** Whether there is a token, or something else in its place. */
    boolean hasToken() {
        return shown != null || !options.isEmpty() && options.containsKey(TOKEN);
    }

    /** An option, the token among them; null for none. */
    @Nullable
    Object option(String name) {
        return shown != null && name.equals(TOKEN) ? shown : options.get(name);
    }

    /** Everything that something must serve. */
    Map<String, Object> all() {
        if (shown == null) {
            return options;
        }
        if (options.isEmpty()) {
            // What each middleware asks for that serves an option, at each call with a token.
            return Map.of(TOKEN, shown);
        }
        Map<String, Object> all = new HashMap<>(options);
        all.put(TOKEN, shown);
        return Collections.unmodifiableMap(all);
    }

    /** The options without the token. */
    Map<String, Object> optionsWithoutToken() {
        if (!options.containsKey(TOKEN)) {
            return options;
        }
        if (options.size() == 1) {
            return Map.of();
        }
        Map<String, Object> others = new HashMap<>(options);
        others.remove(TOKEN);
        return Collections.unmodifiableMap(others);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "CallOptions[timeout=" + timeout + ", correlationId=" + correlationId + ", metadata=" + metadata
                + ", options=" + optionsWithoutToken() + ']';
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
