package dev.vagus.security.internal.control;

import dev.vagus.security.SecuritySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says, every key of it valid. Immutable.
 *
 * @param enabled whether security is on; null when the configuration does not say so
 * @param spec how it is when it is on, unless {@code SecurityService.enable} says so
 * @param operatorScopes scopes and roles of the operator
 * @param tokens how tokens and keys are
 * @param deniedPerSecond how many refusals are told a second
 */
public record Settings(
        @Nullable Boolean enabled,
        SecuritySpec spec,
        List<String> operatorScopes,
        TokenTerms tokens,
        int deniedPerSecond) {}
