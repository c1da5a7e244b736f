package dev.vagus.security.internal.control;

import dev.vagus.security.SecuritySpec;

/**
 * How security is at one moment. Immutable.
 *
 * @param enabled whether it is on; also where a wrong configuration keeps everything closed
 * @param source what says so
 * @param spec how it is, or would be
 * @param tokens how tokens are
 */
public record Standing(boolean enabled, String source, SecuritySpec spec, TokenTerms tokens) {
    /** What says so, where it is a configuration. */
    public static final String CONFIGURATION = "dev.vagus.security";

    static final String CODE = "code";
    static final String USUAL = "default";
    static final String KEEPERS = "required gates";
    static final String WRONG = CONFIGURATION + ", which is wrong";
}
