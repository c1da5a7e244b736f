package dev.vagus.security.internal.access;

import dev.vagus.spi.Access;
import java.util.List;

/**
 * What an access needs.
 *
 * @param access the access
 * @param scopes all of what must be allowed: its own scopes, or the one that is derived from its name
 */
record Needed(Access access, List<String> scopes) {
    static Needed by(Access access) {
        return new Needed(access, access.scopes().isEmpty() ? List.of(access.scope()) : access.scopes());
    }

    /** Whether somebody gets something that others send, on whatever thread. */
    boolean isHearing() {
        return access.kind() == Access.Kind.HEAR || access.kind() == Access.Kind.LISTEN;
    }

    /** The scopes for people. */
    String text() {
        return Plain.text(String.join(" and ", scopes));
    }

    /** What would be done, for people: after "may". */
    String deed() {
        String name = Plain.text(access.name());
        return switch (access.kind()) {
            case CALL -> "call " + name;
            case SEND -> "send on channel " + name;
            case HEAR -> "get messages of channel " + name;
            case PUBLISH -> "raise events " + name;
            case LISTEN -> "get events " + name;
            case MANAGE -> "manage security (" + text() + ')';
        };
    }
}
