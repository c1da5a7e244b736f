package dev.vagus.launcher.modules;

/** A readable jar that cannot be a module; the message says why. */
final class NoModuleException extends Exception {
    private static final long serialVersionUID = 1;

    NoModuleException(String message) {
        super(message);
    }
}
