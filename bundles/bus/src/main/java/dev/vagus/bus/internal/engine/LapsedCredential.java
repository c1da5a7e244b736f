package dev.vagus.bus.internal.engine;

import dev.vagus.spi.Credential;

/**
 * What is left of a credential whose gate has gone, or that was in another process: a message that was sent on somebody's
 * behalf does not become one that is nobody's, which may do more. Every gate refuses it.
 */
enum LapsedCredential implements Credential {
    /** The only one. */
    LAPSED;

    @Override
    public String subject() {
        return "";
    }
}
