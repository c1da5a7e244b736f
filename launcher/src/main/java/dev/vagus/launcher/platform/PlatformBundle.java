package dev.vagus.launcher.platform;

/**
 * A bundle that is in the jar.
 *
 * @param name the name of its jar without suffix; its location in the framework is {@code vagus:<name>}
 * @param startLevel the level at which it starts
 * @param occasion what it is started for, {@code terminal} or {@code http}; empty for what is always started
 * @param fingerprint changes when its content changes
 */
record PlatformBundle(String name, int startLevel, String occasion, String fingerprint) {
    static final String SCHEME = "vagus:";

    String location() {
        return SCHEME + name;
    }

    String entry() {
        return "bundles/" + name + ".jar";
    }
}
