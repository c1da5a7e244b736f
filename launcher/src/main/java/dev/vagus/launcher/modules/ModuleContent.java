package dev.vagus.launcher.modules;

/**
 * What a module's jar contains, as kept in the data folder.
 *
 * @param digest the SHA-256 of the jar, in hex
 * @param version the bundle version as its manifest writes it
 */
record ModuleContent(String digest, String version) {}
