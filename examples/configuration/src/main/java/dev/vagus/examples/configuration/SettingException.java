package dev.vagus.examples.configuration;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import org.jspecify.annotations.Nullable;

/** A setting that cannot be read or written as asked. */
public final class SettingException extends VagusException {
    private static final long serialVersionUID = 1L;

    private SettingException(ErrorCategory category, String message, @Nullable Throwable cause) {
        super(category, message, cause);
    }

    static SettingException unknown(String module, String setting) {
        return new SettingException(
                ErrorCategory.NOT_FOUND,
                "module '" + module + "' has no setting '" + setting + "'; Configuration.UpdateSetting makes one",
                null);
    }

    static SettingException invalid(String what, String name, String allowed) {
        return new SettingException(ErrorCategory.VALIDATION, what + " '" + name + "' is not valid: " + allowed, null);
    }

    static SettingException storage(String module, Exception cause) {
        return new SettingException(
                ErrorCategory.INTERNAL,
                "the settings of module '" + module + "' cannot be read or written: " + cause.getMessage(),
                cause);
    }
}
