package dev.vagus.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How security is to be when it is on: what {@link SecurityService#enable} takes. Immutable; begin with {@link #DEFAULTS}.
 *
 * @param authenticationRequired whether every access takes a token; otherwise a module without one has its grants
 * @param tokenLifetime how long access tokens last that are issued without saying so
 * @param allowedModules patterns of modules that may act, {@code *} standing for any run of characters; empty for every one
 * @param encryption how marked payloads are encrypted
 * @param grants by pattern of modules, the scopes and roles ({@code role:} before the name) that a module has without a token
 * @param roles by name, the scopes that they stand for
 */
public record SecuritySpec(
        boolean authenticationRequired,
        Duration tokenLifetime,
        List<String> allowedModules,
        EncryptionLevel encryption,
        Map<String, List<String>> grants,
        Map<String, List<String>> roles) {
    /** A token for every access, for 120 minutes; every module; no encryption; no grants or roles. */
    public static final SecuritySpec DEFAULTS =
            new SecuritySpec(true, Duration.ofMinutes(120), List.of(), EncryptionLevel.NONE, Map.of(), Map.of());

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException when the lifetime is not positive
     */
    public SecuritySpec {
        if (tokenLifetime.isNegative() || tokenLifetime.isZero()) {
            throw new IllegalArgumentException("the lifetime of tokens must be positive, but is " + tokenLifetime);
        }
        Objects.requireNonNull(encryption, "encryption");
        allowedModules = List.copyOf(allowedModules);
        grants = copy(grants);
        roles = copy(roles);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> lists) {
        java.util.LinkedHashMap<String, List<String>> copies = new java.util.LinkedHashMap<>();
        lists.forEach((name, list) -> copies.put(name, List.copyOf(list)));
        return java.util.Collections.unmodifiableMap(copies);
    }

    /** The same, with or without tokens for every access. */
    public SecuritySpec withAuthenticationRequired(boolean required) {
        return new SecuritySpec(required, tokenLifetime, allowedModules, encryption, grants, roles);
    }

    /** The same with this lifetime of tokens. */
    public SecuritySpec withTokenLifetime(Duration lifetime) {
        return new SecuritySpec(authenticationRequired, lifetime, allowedModules, encryption, grants, roles);
    }

    /** The same with these patterns of modules that may act. */
    public SecuritySpec withAllowedModules(List<String> patterns) {
        return new SecuritySpec(authenticationRequired, tokenLifetime, patterns, encryption, grants, roles);
    }

    /** The same with this encryption. */
    public SecuritySpec withEncryption(EncryptionLevel level) {
        return new SecuritySpec(authenticationRequired, tokenLifetime, allowedModules, level, grants, roles);
    }

    /** The same with these grants instead. */
    public SecuritySpec withGrants(Map<String, List<String>> all) {
        return new SecuritySpec(authenticationRequired, tokenLifetime, allowedModules, encryption, all, roles);
    }

    /** The same with these roles instead. */
    public SecuritySpec withRoles(Map<String, List<String>> all) {
        return new SecuritySpec(authenticationRequired, tokenLifetime, allowedModules, encryption, grants, all);
    }
}
