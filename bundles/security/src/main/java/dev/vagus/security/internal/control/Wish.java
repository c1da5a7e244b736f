package dev.vagus.security.internal.control;

/** What gate keepers are to do about security. */
enum Wish {
    /** They must have it. */
    REQUIRE,
    /** They must not. */
    RELEASE,
    /** Nobody has said anything: what they remember holds. */
    LEAVE
}
