package dev.vagus.examples.configuration;

import dev.vagus.registry.ApiModule;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The operations of the module Configuration. */
@Component(service = Settings.class)
@ApiModule("Configuration")
public final class Settings {
    private final SettingsStore store;
    private final Announcer announcer;

    /** Called by the component runtime. */
    @Activate
    public Settings(@Reference ConfigurationAdmin admin, @Reference Announcer announcer) {
        this.store = new SettingsStore(admin);
        this.announcer = announcer;
    }

    /** The value of a setting. */
    @ApiOperation(name = "GetSetting", description = "Get the value of a setting", idempotent = true)
    public Object getSetting(
            @ApiParameter(name = "Module", description = "Whose setting") String module,
            @ApiParameter(name = "Setting", description = "Name of the setting") String setting) {
        Object value = store.read(module).get(setting);
        if (value == null) {
            throw SettingException.unknown(module, setting);
        }
        return value;
    }

    /** Sets a setting. The announcement is not made here: {@link SettingsWatch} sees the change as it sees all others. */
    @ApiOperation(name = "UpdateSetting", description = "Set a setting and announce the change", idempotent = true)
    public void updateSetting(
            @ApiParameter(name = "Module", description = "Whose setting") String module,
            @ApiParameter(name = "Setting", description = "Name of the setting") String setting,
            @ApiParameter(name = "Value", description = "A string, number or boolean") Object value) {
        if (!setting.matches("[A-Za-z0-9_-]+")) {
            throw SettingException.invalid("setting", setting, "use letters, digits, '_' and '-'");
        }
        store.write(module, setting, storable(setting, value));
    }

    /** Announces a change of a setting that its module keeps itself. */
    @ApiOperation(name = "NotifyChange", description = "Announce a change of a setting kept elsewhere")
    public void notifyChange(
            @ApiParameter(name = "Module", description = "Whose setting") String module,
            @ApiParameter(name = "Setting", description = "Name of the setting") String setting,
            @ApiParameter(name = "OldValue", description = "Its value before", required = false) @Nullable
                    Object oldValue,
            @ApiParameter(name = "NewValue", description = "Its value now", required = false) @Nullable
                    Object newValue) {
        announcer.announce(new ConfigChanged(module, setting, oldValue, newValue));
    }

    /** Config Admin takes the simple types only. */
    private static Object storable(String setting, Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw SettingException.invalid("value of setting", setting, "give a string, a number or a boolean");
    }
}
