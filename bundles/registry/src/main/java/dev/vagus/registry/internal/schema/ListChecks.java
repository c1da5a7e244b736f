package dev.vagus.registry.internal.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords about arrays. */
final class ListChecks {
    /** Up to here every pair is compared; beyond, hashes are. */
    private static final int FEW = 16;

    private ListChecks() {}

    /** The check of each item: the first ones have their own, the others have a common one. */
    static Check items(Check[] first, Check others) {
        return (value, report) -> !(value instanceof List<?> list) || testItems(first, others, list, report);
    }

    private static boolean testItems(Check[] first, Check others, List<?> list, @Nullable Violations report) {
        boolean fits = true;
        int size = others == SchemaCompiler.ANYTHING ? Math.min(first.length, list.size()) : list.size();
        for (int i = 0; i < size; i++) {
            Check check = i < first.length ? first[i] : others;
            if (report == null) {
                if (!check.test(list.get(i), null)) {
                    return false;
                }
            } else {
                String before = report.enter(i);
                fits &= check.test(list.get(i), report);
                report.leave(before);
            }
        }
        return fits;
    }

    static Check minItems(int least) {
        return (value, report) -> !(value instanceof List<?> list)
                || list.size() >= least
                || Violations.refuse(report, "expected at least " + least + " items, found " + list.size());
    }

    static Check maxItems(int most) {
        return (value, report) -> !(value instanceof List<?> list)
                || list.size() <= most
                || Violations.refuse(report, "expected at most " + most + " items, found " + list.size());
    }

    static Check uniqueItems() {
        return (value, report) -> {
            int twice = value instanceof List<?> list ? firstTwice(list) : -1;
            return twice < 0
                    || Violations.refuse(report, "expected no item twice, found that of index " + twice + " again");
        };
    }

    private static int firstTwice(List<?> list) {
        if (list.size() > FEW) {
            Set<Item> seen = new HashSet<>();
            for (int i = 0; i < list.size(); i++) {
                if (!seen.add(new Item(list.get(i)))) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = 1; i < list.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Equality.same(list.get(i), list.get(j))) {
                    return i;
                }
            }
        }
        return -1;
    }

    static Check contains(Check item, int least, int most) {
        return (value, report) -> {
            if (!(value instanceof List<?> list)) {
                return true;
            }
            int found = 0;
            for (int i = 0; i < list.size() && found <= most; i++) {
                found += item.test(list.get(i), null) ? 1 : 0;
            }
            return (found >= least && found <= most)
                    || Violations.refuse(
                            report,
                            found < least
                                    ? "expected at least " + least + " items that fit 'contains', found " + found
                                    : "expected at most " + most + " items that fit 'contains', found more");
        };
    }

    /** An item by its value. */
    private static final class Item {
        private final @Nullable Object value;
        private final int hash;

        Item(@Nullable Object value) {
            this.value = value;
            this.hash = Equality.hash(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Item item && hash == item.hash && Equality.same(value, item.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
