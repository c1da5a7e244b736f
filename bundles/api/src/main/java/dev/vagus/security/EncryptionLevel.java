package dev.vagus.security;

/** How payloads are encrypted that are marked so, when they are stored or leave the process. */
public enum EncryptionLevel {
    /** Not at all: marked payloads are not stored. */
    NONE,
    /** AES with 128 bits in Galois/Counter Mode (A128GCM). */
    BASIC,
    /** AES with 256 bits in Galois/Counter Mode (A256GCM). */
    STRONG
}
