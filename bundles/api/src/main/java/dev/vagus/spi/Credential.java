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

    /**
     * The same as the work inherits it that is done within: nobody showed it for that. What a module does there it may do by
     * this or by its own right, while what is shown a credential itself is bound to that. The same object at each call;
     * itself where there is no difference.
     */
    default Credential inherited() {
        return this;
    }
}
