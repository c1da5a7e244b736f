package dev.vagus.registry.internal.engine;

import java.util.function.Function;

/** What has become of a module whose operation is not there. */
public enum ModuleState {
    /** Its bundle runs; only the operation is not offered. */
    RUNNING,
    /** Its bundle is down for an update or a refresh. */
    UPDATING,
    /** Its bundle was updated or refreshed and did not start again. */
    FAILED,
    /** Its bundle was stopped. */
    STOPPED,
    /** Its bundle was uninstalled. */
    UNINSTALLED;

    /** Finds out; asked only when a call fails. */
    @FunctionalInterface
    public interface Probe extends Function<ModuleIdentity, ModuleState> {}

    String describe(String operation, ModuleIdentity owner) {
        String module = operation.substring(0, Math.max(0, operation.indexOf('.')));
        String bundle = "its bundle " + owner.symbolicName() + " (id " + owner.bundleId() + ")";
        return switch (this) {
            case RUNNING ->
                "module " + module + " does not offer " + operation + " now: " + bundle
                        + " runs, but the component behind it was withdrawn";
            case UPDATING -> "module " + module + " is being updated: " + bundle + " is not back yet; try again";
            case FAILED ->
                "module " + module + " did not come back from its update: " + bundle
                        + " failed to start; see why in the framework's log, repair it and start it to call "
                        + operation;
            case STOPPED ->
                "module " + module + " is stopped: " + bundle + " was stopped; start it to call " + operation;
            case UNINSTALLED ->
                "module " + module + " is not installed any more: " + bundle + " was uninstalled; install it to call "
                        + operation;
        };
    }
}
