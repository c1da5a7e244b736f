package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as aligned columns: text to the left, numbers to the right. Where the width of a line is known, the widest text
 * columns are shortened until the table fits, those that nothing may be lost of by going on in further lines. Not
 * thread-safe while columns are added, immutable in use afterwards.
 *
 * @param <T> what a row shows
 */
public final class Table<T> {
    private static final String GAP = "  ";
    private static final String CUT = "...";
    private static final int NARROWEST = 10;

    private record Column<T>(String title, Kind kind, Function<T, String> text) {}

    private enum Kind {
        CUT,
        WRAPPED,
        FIXED,
        NUMBER
    }

    private final List<Column<T>> columns = new ArrayList<>();

    /** Adds a column of text; null shows as nothing. */
    public Table<T> text(String title, Function<T, @Nullable Object> value) {
        return add(title, Kind.CUT, row -> clean(value.apply(row)));
    }

    /** Adds a column of text of which nothing may be lost, such as a reason; null shows as nothing. */
    public Table<T> wrapped(String title, Function<T, @Nullable Object> value) {
        return add(title, Kind.WRAPPED, row -> clean(value.apply(row)));
    }

    /** Adds a column of short text that is never shortened, such as an id that is typed again; null shows as nothing. */
    public Table<T> fixed(String title, Function<T, @Nullable Object> value) {
        return add(title, Kind.FIXED, row -> clean(value.apply(row)));
    }

    /** Adds a column of numbers. */
    public Table<T> number(String title, ToLongFunction<T> value) {
        return add(title, Kind.NUMBER, row -> Long.toString(value.applyAsLong(row)));
    }

    private Table<T> add(String title, Kind kind, Function<T, String> text) {
        columns.add(new Column<>(title, kind, text));
        return this;
    }

    /**
     * The lines of the table, the titles first.
     *
     * @param width how many columns a line has; 0 when that is not known
     */
    public List<String> lines(List<T> rows, int width) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::title).toList());
        for (T row : rows) {
            cells.add(columns.stream().map(column -> column.text().apply(row)).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        if (width > 0) {
            shrink(widths, width);
        }
        return cells.stream().flatMap(row -> row(row, widths)).toList();
    }

    private void shrink(int[] widths, int width) {
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        while (excess > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                Kind kind = columns.get(i).kind();
                boolean mayShrink = kind != Kind.NUMBER && kind != Kind.FIXED && widths[i] > NARROWEST;
                if (mayShrink && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            excess--;
        }
    }

    /** A row as one line, or as many as its longest wrapped cell needs. */
    private Stream<String> row(List<String> cells, int[] widths) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            parts.add(
                    columns.get(i).kind() == Kind.WRAPPED
                            ? Wrapping.of(cell, widths[i])
                            : List.of(fit(cell, widths[i])));
        }
        int height = parts.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(at -> line(
                        parts.stream()
                                .map(part -> at < part.size() ? part.get(at) : "")
                                .toList(),
                        widths));
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).kind() == Kind.NUMBER ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String fit(String cell, int width) {
        return cell.length() <= width ? cell : cell.substring(0, width - CUT.length()) + CUT;
    }

    private static String clean(@Nullable Object value) {
        return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}+", " ");
    }
}
