package dev.vagus.benchmarks.security;

/** Somebody who checks tokens. Thread-safe. */
interface TokenDoor {
    /** For whom a token speaks that is accepted. */
    String subject(String token, long nanos);
}
