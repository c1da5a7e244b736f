package dev.vagus.shell.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as aligned columns: text to the left, numbers to the right. Where the width of a line is known, the widest text
 * columns are shortened until the table fits, those that nothing may be lost of by going on in further lines; where that
 * is not enough, columns without anything in them are left out, and at last each row becomes a block of lines. Not
 * thread-safe while columns are added, immutable in use afterwards.
 *
 * @param <T> what a row shows
 */
public final class Table<T> {
    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private record Column<T>(String title, Kind kind, Function<T, String> text) {}

    /** How a column goes with a screen that is too narrow for it. */
    enum Kind {
        /** Its cells are cut. */
        CUT,
        /** Its cells go on in further lines. */
        WRAPPED,
        /** It stays. */
        FIXED,
        /** It stays, and has a tone. */
        STATE,
        /** It stays, to the right. */
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

    /** Adds a column of words that say a state, which a terminal shows in colours. */
    public Table<T> state(String title, Function<T, @Nullable Object> value) {
        return add(title, Kind.STATE, row -> clean(value.apply(row)));
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
        return lines(rows, width, false);
    }

    /** The same, in colours if they are shown. */
    List<String> lines(List<T> rows, int width, boolean colours) {
        List<List<String>> cells = rows.stream()
                .map(row ->
                        columns.stream().map(column -> column.text().apply(row)).toList())
                .toList();
        List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
        List<String> lines = grid(cells, all, width, colours);
        if (lines != null) {
            return lines;
        }
        List<Integer> used = all.stream()
                .filter(at -> cells.stream().anyMatch(row -> !row.get(at).isEmpty()))
                .toList();
        lines = grid(cells, used, width, colours);
        return lines != null ? lines : records(cells, used, width, colours);
    }

    /** Every row on a line, of the columns at these places; null when no shortening makes them fit. */
    private @Nullable List<String> grid(List<List<String>> cells, List<Integer> places, int width, boolean colours) {
        List<Column<T>> shown = places.stream().map(columns::get).toList();
        List<List<String>> grid = new ArrayList<>();
        grid.add(shown.stream().map(Column::title).toList());
        cells.forEach(row -> grid.add(places.stream().map(row::get).toList()));
        int[] widths = new int[shown.size()];
        for (List<String> line : grid) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        if (width > 0 && !shrink(shown, widths, width)) {
            return null;
        }
        TableRow layout = new TableRow(shown.stream().map(Column::kind).toList(), widths, GAP);
        return IntStream.range(0, grid.size())
                .boxed()
                .flatMap(at -> layout.lines(grid.get(at), colours ? (at == 0 ? Tone.TITLE : Tone.PLAIN) : null))
                .toList();
    }

    private static <T> boolean shrink(List<Column<T>> shown, int[] widths, int width) {
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        while (excess > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                Kind kind = shown.get(i).kind();
                boolean mayShrink = (kind == Kind.CUT || kind == Kind.WRAPPED) && widths[i] > NARROWEST;
                if (mayShrink && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
            excess--;
        }
        return true;
    }

    /** Every row as a block with a line for each of its cells, for a screen that is too narrow for anything else. */
    private List<String> records(List<List<String>> cells, List<Integer> places, int width, boolean colours) {
        int title = places.stream()
                .mapToInt(at -> columns.get(at).title().length())
                .max()
                .orElse(0);
        int room = Math.max(NARROWEST, width - title - GAP.length());
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (int at : places) {
                String name = columns.get(at).title();
                for (String part : row.get(at).isEmpty() ? List.<String>of() : Wrapping.of(row.get(at), room)) {
                    String padding = " ".repeat(title - name.length());
                    lines.add((colours ? Tone.TITLE.of(name) : name) + padding + GAP + part);
                    name = "";
                }
            }
        }
        return lines;
    }

    private static String clean(@Nullable Object value) {
        return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}+", " ");
    }
}
