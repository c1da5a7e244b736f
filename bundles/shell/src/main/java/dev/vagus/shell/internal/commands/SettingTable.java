package dev.vagus.shell.internal.commands;

import dev.vagus.module.Setting;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Settings with their sources, as people read them. */
final class SettingTable {
    private static final Table<Setting> TABLE = new Table<Setting>()
            .text("SETTING", Setting::key)
            .wrapped("VALUE", SettingTable::value)
            .wrapped("SOURCE", Setting::source);

    private SettingTable() {}

    static void print(List<Setting> settings, Output output) {
        output.table(TABLE, settings);
    }

    /** The value without the brackets of a list; a dash for an empty text. */
    static String value(Setting setting) {
        String text = setting.value() instanceof Collection<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(setting.value());
        return text.isEmpty() ? "-" : text;
    }
}
