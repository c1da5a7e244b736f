package dev.vagus.security.internal.access;

/**
 * A decision as those who audit are told of it. Immutable; nothing of a token.
 *
 * @param module who
 * @param bundleId the id of its bundle
 * @param subject on whose behalf; empty for nobody's
 * @param access what, as a scope
 * @param rule the label of the rule that refuses, or of what allows
 * @param text the same as a sentence, fit for a log
 * @param kind what became of it
 * @param millis when, as of {@link System#currentTimeMillis()}
 */
public record Entry(
        String module, long bundleId, String subject, String access, String rule, String text, Kind kind, long millis) {
    /** What became of an access. */
    public enum Kind {
        /** It was refused. */
        REFUSED,
        /** It was allowed. */
        ALLOWED,
        /** Security itself was changed, or a token issued or revoked. */
        MANAGED
    }

    /** Keeps what came from outside short and on one line. */
    public Entry {
        module = Plain.text(module);
        access = Plain.text(access);
    }
}
