package dev.vagus.spi;

import java.util.List;

/**
 * Something that somebody may be allowed to do. Immutable.
 *
 * @param kind what
 * @param name with what: the qualified name of an operation, the name of a channel or of an event, a pattern of channels
 * @param scopes what must be allowed instead of {@link #scope()}, all of it; empty for none
 * @param needsCredential whether it takes a credential whatever the configuration says
 */
public record Access(Kind kind, String name, List<String> scopes, boolean needsCredential) {
    /** What can be done. */
    public enum Kind {
        /** Calling an operation. */
        CALL("api"),
        /** Sending messages on a channel. */
        SEND("bus:publish"),
        /** Getting messages of a channel. */
        HEAR("bus:subscribe"),
        /** Raising events of a name. */
        PUBLISH("events:publish"),
        /** Getting events of a name. */
        LISTEN("events:subscribe"),
        /**
         * Managing a channel, its subscriptions that are others', and its dead letters; with the name {@code *} the bus as
         * a whole.
         */
        CONTROL("bus:manage"),
        /**
         * Going around the messages of the channels of a pattern, to see and change them. The scope is that of
         * {@link #CONTROL}; like hearing it is decided without a credential, since an interceptor stays.
         */
        INTERCEPT("bus:manage"),
        /** Managing security itself. */
        MANAGE("security");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** What scopes of this kind begin with, before the colon and the name: {@code bus:publish}. */
        public String prefix() {
            return prefix;
        }
    }

    /** Copies the scopes. */
    public Access {
        scopes = List.copyOf(scopes);
    }

    /** An access with nothing special. */
    public static Access of(Kind kind, String name) {
        return new Access(kind, name, List.of(), false);
    }

    /** The scope that is derived from the name: {@code api:LabRunner.ExecuteStep}, {@code bus:publish:Configuration}. */
    public String scope() {
        return kind.prefix() + ':' + name;
    }
}
