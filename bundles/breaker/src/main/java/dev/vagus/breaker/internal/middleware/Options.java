package dev.vagus.breaker.internal.middleware;

import dev.vagus.breaker.internal.policy.PolicyKey;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.ApiValidationException.Violation;
import java.util.List;
import java.util.Map;

/** The options of a call that are served here. */
final class Options {
    /** Those of {@link RetryStep}. */
    static final List<String> RETRY = List.of(
            PolicyKey.RETRY_MAX.key(),
            PolicyKey.RETRY_BACKOFF.key(),
            PolicyKey.RETRY_MULTIPLIER.key(),
            PolicyKey.RETRY_JITTER.key(),
            PolicyKey.RETRY_BACKOFF_MAX.key());

    /** Those of {@link BreakerStep}. */
    static final List<String> BREAKER = List.of(PolicyKey.BREAKER_ENABLED.key());

    private Options() {}

    /** Whether there is one of {@link #RETRY} among these. */
    static boolean retries(Map<String, Object> options) {
        if (!options.isEmpty()) {
            for (int i = 0; i < RETRY.size(); i++) {
                if (options.containsKey(RETRY.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The refusal of a call whose option is not valid. */
    static ApiValidationException refusal(String operation, IllegalArgumentException reason) {
        String text = String.valueOf(reason.getMessage());
        return new ApiValidationException(
                "an option of the call of " + operation + " is not valid: " + text, List.of(new Violation("", text)));
    }
}
