package dev.vagus.security.internal.control;

import dev.vagus.security.SecuritySpec;

/**
 * What {@code SecurityService} said last.
 *
 * @param enabled whether security is on
 * @param spec how it is when it is on
 */
record Kept(boolean enabled, SecuritySpec spec) {
    /** What holds where it cannot be read: nobody but the operator may do anything. */
    static final Kept CLOSED = new Kept(true, SecuritySpec.DEFAULTS);
}
