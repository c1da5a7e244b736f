package dev.vagus.launcher.modules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a module across restarts.
 *
 * @param installed the content in the framework; null while that is being changed
 * @param working the last content that became active, kept for a rollback
 * @param rejected the content that was rolled back, not to be tried again
 * @param reason why it was rejected
 * @param needs what it missed if it was rejected for that, see {@link Requirement#toText()}
 */
record ModuleRecord(
        @Nullable ModuleContent installed,
        @Nullable ModuleContent working,
        @Nullable ModuleContent rejected,
        String reason,
        List<String> needs) {

    static final ModuleRecord NONE = new ModuleRecord(null, null, null, "", List.of());

    ModuleRecord withInstalled(@Nullable ModuleContent content) {
        return new ModuleRecord(content, working, rejected, reason, needs);
    }

    ModuleRecord withWorking(ModuleContent content) {
        return new ModuleRecord(installed, content, rejected, reason, needs);
    }

    ModuleRecord withRejected(ModuleContent content, String why, List<String> missing) {
        return new ModuleRecord(installed, working, content, why, List.copyOf(missing));
    }

    ModuleRecord withNothingRejected() {
        return new ModuleRecord(installed, working, null, "", List.of());
    }

    boolean isInstalled(ModuleContent content) {
        return installed != null && installed.digest().equals(content.digest());
    }

    boolean isRejected(ModuleContent content) {
        return rejected != null && rejected.digest().equals(content.digest());
    }
}
