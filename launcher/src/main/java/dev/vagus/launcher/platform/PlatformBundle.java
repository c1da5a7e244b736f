package dev.vagus.launcher.platform;

/**
 * A bundle that is in the jar.
 *
 * @param name the name of its jar without suffix; its location in the framework is {@code vagus:<name>}
 * @param startLevel the level at which it starts
 * @param terminalOnly started only when there is a terminal
 * @param fingerprint changes when its content changes
 */
record PlatformBundle(String name, int startLevel, boolean terminalOnly, String fingerprint) {
    static final String SCHEME = "vagus:";

    String location() {
        return SCHEME + name;
    }

    String entry() {
        return "bundles/" + name + ".jar";
    }
}
