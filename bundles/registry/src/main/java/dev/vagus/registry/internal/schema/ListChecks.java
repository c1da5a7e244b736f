package dev.vagus.registry.internal.schema;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The keywords about arrays. */
final class ListChecks {
    private ListChecks() {}

    static Check items(Check item) {
        return (value, report) -> !(value instanceof Collection<?> list) || testItems(item, list, report);
    }

    private static boolean testItems(Check check, Collection<?> list, @Nullable Violations report) {
        boolean fits = true;
        int index = 0;
        for (Object item : list) {
            if (report == null) {
                if (!check.test(item, null)) {
                    return false;
                }
            } else {
                String before = report.enter(index);
                fits &= check.test(item, report);
                report.leave(before);
            }
            index++;
        }
        return fits;
    }

    static Check minItems(int least) {
        return (value, report) ->
                !(value instanceof Collection<?> list) || size(list.size() >= least, "at least " + least, list, report);
    }

    static Check maxItems(int most) {
        return (value, report) ->
                !(value instanceof Collection<?> list) || size(list.size() <= most, "at most " + most, list, report);
    }

    private static boolean size(boolean fits, String what, Collection<?> list, @Nullable Violations report) {
        if (!fits && report != null) {
            report.add("expected " + what + " items, found " + list.size());
        }
        return fits;
    }
}
