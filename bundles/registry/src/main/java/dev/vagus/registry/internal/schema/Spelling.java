package dev.vagus.registry.internal.schema;

/** Which names of properties are taken for the declared ones. */
public enum Spelling {
    /** Only the declared ones themselves: what JSON Schema says. */
    EXACT,

    /** Those whose first letter has the other case, too: what binding to records does. */
    EITHER
}
