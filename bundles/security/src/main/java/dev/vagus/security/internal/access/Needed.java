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

    /** Whether somebody gets something that others send, on whatever thread: there is no token then. */
    boolean isHearing() {
        return switch (access.kind()) {
            case HEAR, LISTEN, INTERCEPT -> true;
            case CALL, SEND, PUBLISH, CONTROL, MANAGE -> false;
        };
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
            case CONTROL -> access.name().equals("*") ? "manage the message bus" : "manage channel " + name;
            case INTERCEPT ->
                "go around messages of " + (access.name().equals("*") ? "every channel" : "channel " + name);
            case MANAGE -> "manage security (" + text() + ')';
        };
    }
}
