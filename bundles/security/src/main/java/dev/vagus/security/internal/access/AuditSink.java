package dev.vagus.security.internal.access;

/** Where decisions are told. All but {@link #hearsAllowed} is called by one thread, which may wait there. */
public interface AuditSink {
    /** Whether anybody wants to know what is allowed. Called by many threads, now and then; must not block. */
    default boolean hearsAllowed() {
        return false;
    }

    /** A decision. */
    void decided(Entry entry);

    /**
     * Refusals that were too many to be told one by one.
     *
     * @param count how many
     * @param text of which rules and modules
     */
    void suppressed(long count, String text);
}
