package dev.vagus.security;

import java.util.List;

/**
 * Which rule decides about an access.
 *
 * @param module who would act
 * @param subject on whose behalf; empty for nobody's
 * @param access what it would do, as a scope: {@code api:LabRunner.ExecuteStep}
 * @param required the scopes that it takes, all of them
 * @param allowed whether it may
 * @param rule the label of the {@link AccessRule} that refuses; of what allows it: {@code token}, {@code grant},
 *     {@code operator}, or {@code off} while security is off
 * @param text the same as a sentence: which pattern, grant, role or scope
 */
public record AccessExplanation(
        String module,
        String subject,
        String access,
        List<String> required,
        boolean allowed,
        String rule,
        String text) {
    /** Copies the scopes. */
    public AccessExplanation {
        required = List.copyOf(required);
    }
}
