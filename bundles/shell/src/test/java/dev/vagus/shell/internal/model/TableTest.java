package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Row(String name, long count, @Nullable String note) {}

    private static final Table<Row> TABLE =
            new Table<Row>().text("NAME", Row::name).number("COUNT", Row::count).text("NOTE", Row::note);

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        assertThat(TABLE.lines(List.of(new Row("a", 1, "x"), new Row("longer", 1234567, null)), 0))
                .containsExactly("NAME      COUNT  NOTE", "a             1  x", "longer  1234567");
    }

    @Test
    void shortensTheWidestTextUntilItFits() {
        Row row = new Row("abcdefghijklmno", 123456, "0123456789".repeat(10));

        List<String> lines = TABLE.lines(List.of(row), 60);

        assertThat(lines.get(1))
                .hasSize(60)
                .startsWith("abcdefghijklmno  123456  0123")
                .endsWith("...");
        assertThat(TABLE.lines(List.of(row), 0).get(1)).endsWith("0123456789");
    }

    @Test
    void givesEachCellALineWhereRowsCannotFit() {
        Row row = new Row("abcdefghijklmno", 123456, "0123456789".repeat(2));

        assertThat(TABLE.lines(List.of(row, new Row("b", 7, null)), 24))
                .containsExactly(
                        "NAME   abcdefghijklmno",
                        "COUNT  123456",
                        "NOTE   01234567890123456",
                        "       789",
                        "",
                        "NAME   b",
                        "COUNT  7");
    }

    @Test
    void leavesEmptyColumnsOutBeforeThat() {
        Table<Row> table = new Table<Row>()
                .fixed("AN EMPTY COLUMN", row -> null)
                .text("NAME", Row::name)
                .number("COUNT", Row::count);

        assertThat(table.lines(List.of(new Row("abc", 7, null)), 20)).containsExactly("NAME  COUNT", "abc       7");
        assertThat(table.lines(List.of(new Row("abc", 7, null)), 40).get(0)).startsWith("AN EMPTY COLUMN");
    }

    @Test
    void keepsARowOnOneLine() {
        assertThat(TABLE.lines(List.of(new Row("a\nb", 1, "c\td")), 0).get(1)).isEqualTo("a b       1  c d");
    }

    @Test
    void goesOnInFurtherLinesWhereNothingMayBeLost() {
        Table<Row> table = new Table<Row>()
                .text("NAME", Row::name)
                .number("COUNT", Row::count)
                .wrapped("WHY", Row::note);
        Row row = new Row("abc", 7, "the key breaker.recovry.ms is unknown");

        assertThat(table.lines(List.of(row, new Row("d", 8, null)), 33))
                .containsExactly(
                        "NAME  COUNT  WHY",
                        "abc       7  the key",
                        "             breaker.recovry.ms",
                        "             is unknown",
                        "d         8");
        assertThat(table.lines(List.of(new Row("a", 1, "0123456789".repeat(2) + " x")), 27))
                .containsExactly("NAME  COUNT  WHY", "a         1  01234567890123", "             456789 x");
        assertThat(table.lines(List.of(row), 0)).last().asString().endsWith("the key breaker.recovry.ms is unknown");
    }

    @Test
    void neverShortensWhatIsTypedAgain() {
        Table<Row> table = new Table<Row>().fixed("ID", Row::name).text("NOTE", Row::note);

        assertThat(table.lines(List.of(new Row("01JD6X8Z3T000", 1, "0123456789abcdef")), 25)
                        .get(1))
                .isEqualTo("01JD6X8Z3T000  0123456...");
    }
}
