package dev.vagus.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a gate made of a token. It travels with the work ({@link FlowContext#credential}): into the calls, messages and events
 * that are made on its behalf, each of which is asked for anew. Only the gate that made it can read it; another one, and the
 * same after a restart, knows it no more and refuses it. Immutable, and never written anywhere.
 */
@ConsumerType
public interface Credential {
    /** For whom it speaks, for people and logs; empty when the token was not accepted. Never the token. */
    String subject();
}
