package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.datamodel.DataModel;
import org.openjdk.jol.datamodel.Model64;
import org.openjdk.jol.info.ClassData;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.layouters.HotSpotLayouter;

/**
 * What one thread writes at each item is in no cache line that another thread reads: neither with other fields of its object,
 * nor with whatever object is next to it.
 */
class MemoryLayoutTest {
    private static final int LINE = 64;

    /** With and without short references and short class pointers. */
    static Stream<DataModel> models() {
        return Stream.of(new Model64(true, true), new Model64(false, true), new Model64(false, false));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aMailboxKeepsItsExitApart(DataModel model) {
        assertApart(model, Outlet.class, List.of("removed", "delivered", "deliveredAlone", "taken", "occupied"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCounterIsAlone(DataModel model) {
        assertApart(model, PaddedCounter.class, List.of("count"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theTwoEndsOfALaneAreApart(DataModel model) {
        List<String> tail = List.of("tail", "hint");
        List<String> head = List.of("first", "head", "emptied", "overtaken");
        assertApart(model, Lane.class, tail);
        assertApart(model, Lane.class, head);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatTheOwnerCountsIsApartFromWhatAllRead(DataModel model) {
        assertApart(model, DirectCounts.class, List.of("handedOut", "handled"));
    }

    /** At least a line lies between these fields and all others that are used, and both ends of the object. */
    private static void assertApart(DataModel model, Class<?> type, List<String> together) {
        ClassLayout layout = new HotSpotLayouter(model, 17).layout(ClassData.parseClass(type));
        Map<Long, String> others = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long end = 0;
        int found = 0;
        for (var field : layout.fields()) {
            if (together.contains(field.name())) {
                found++;
                first = Math.min(first, field.offset());
                end = Math.max(end, field.offset() + field.size());
            } else if (!field.name().matches("[a-z][0-9]|gap")) {
                others.put(field.offset(), field.name());
            }
        }
        assertThat(found).as("fields of %s", type.getSimpleName()).isEqualTo(together.size());
        assertThat(first)
                .as("what is before %s:%n%s", together, layout.toPrintable())
                .isGreaterThanOrEqualTo(LINE);
        assertThat(layout.instanceSize() - end)
                .as("what is behind %s:%n%s", together, layout.toPrintable())
                .isGreaterThanOrEqualTo(LINE);
        for (Map.Entry<Long, String> other : others.entrySet()) {
            long distance = other.getKey() < first ? first - other.getKey() : other.getKey() - end + 1;
            assertThat(distance)
                    .as("%s beside %s:%n%s", other.getValue(), together, layout.toPrintable())
                    .isGreaterThanOrEqualTo(LINE);
        }
    }
}
