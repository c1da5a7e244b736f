package dev.vagus.security;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Switches security on and off and explains it. Bundle-scoped: while security is on, what changes it takes the scope
 * {@code security:admin}. Thread-safe; may block while files are written.
 */
@ProviderType
public interface SecurityService {
    /**
     * Switches security on, or changes how it is. When it returns, registry, bus and events go by it, calls under way at
     * their next step, and have written down that they need it: a restart of the framework, or this bundle being away,
     * lets nothing pass. What was said here holds over restarts, unless the configuration {@code dev.vagus.security}
     * says whether security is on: that wins, and must be changed there.
     *
     * @throws IllegalArgumentException when a pattern, a scope or a role is not valid, naming it
     * @throws IllegalStateException when a configuration says whether security is on
     * @throws AccessRefusedException when it is on and the calling bundle may not change it
     * @throws dev.vagus.module.VagusException when a file cannot be written; security is on then, for this process
     */
    SecuritySnapshot enable(SecuritySpec how);

    /**
     * Switches security off: from when it returns nothing is asked any more.
     *
     * @throws IllegalStateException when a configuration says whether security is on
     * @throws AccessRefusedException when the calling bundle may not
     * @throws dev.vagus.module.VagusException when a file cannot be written; it is still on then
     */
    SecuritySnapshot disable();

    /** How security is. Holds no key and no token. */
    SecuritySnapshot snapshot();

    /**
     * Which rule decides about an access, without making it: nothing counts, nobody is told.
     *
     * @param module the name of a module
     * @param access the qualified name of an operation, or a scope: {@code bus:publish:Configuration},
     *     {@code events:subscribe:LabStepDone}
     * @param token on whose behalf; null for nobody's
     * @throws IllegalArgumentException when the access is none of these
     */
    AccessExplanation explain(String module, String access, @Nullable String token);

    /**
     * Makes a new key for signatures. What was signed with the ones before is accepted until it expires.
     *
     * @throws AccessRefusedException when security is on and the calling bundle may not
     * @throws IllegalStateException when the keys are given by configuration: rotate them where they come from
     */
    SecuritySnapshot rotateSigningKey();

    /** The same for the key by which payloads are encrypted. What was encrypted with the ones before stays readable. */
    SecuritySnapshot rotateEncryptionKey();
}
