package dev.vagus.security.internal.access;

import dev.vagus.security.AccessRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, and why.
 *
 * @param refusal the rule that refuses; null when the access is allowed
 * @param by the label of the rule that refuses, or of what allows
 * @param subject on whose behalf; empty for nobody's
 * @param reason why, as half a sentence
 * @param remedy what would allow it, as half a sentence; empty for what is allowed
 * @param retryAfter when to ask again; null when time changes nothing
 */
record Ruling(
        @Nullable AccessRule refusal,
        String by,
        String subject,
        String reason,
        String remedy,
        @Nullable Duration retryAfter) {

    static Ruling allowed(String by, String subject, String reason) {
        return new Ruling(null, by, subject, reason, "", null);
    }

    static Ruling refused(AccessRule rule, String subject, String reason, String remedy) {
        return new Ruling(rule, rule.label(), subject, reason, remedy, null);
    }

    boolean isAllowed() {
        return refusal == null;
    }
}
