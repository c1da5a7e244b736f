package dev.vagus.module;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The handle of something that a bundle registered in code. It ends when it is {@linkplain #close() closed} or when the
 * bundle that registered it stops, whichever comes first. Thread-safe.
 */
@ProviderType
public interface Registration extends AutoCloseable {
    /** Ends the registration. Idempotent; returns without waiting for work that has begun. Never throws. */
    @Override
    void close();

    /** Whether the registration is still in force. */
    boolean isOpen();
}
