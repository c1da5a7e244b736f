package dev.vagus.shell.internal.model;

import dev.vagus.shell.internal.model.Table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are laid out.
 *
 * @param kinds of its columns
 * @param widths of its columns
 * @param gap between them
 */
record TableRow(List<Kind> kinds, int[] widths, String gap) {
    private static final String CUT = "...";

    /**
     * A row as one line, or as many as its longest wrapped cell needs.
     *
     * @param tone of the row; null where there are no colours
     */
    Stream<String> lines(List<String> cells, @Nullable Tone tone) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            parts.add(kinds.get(i) == Kind.WRAPPED ? Wrapping.of(cell, widths[i]) : List.of(fit(cell, widths[i])));
        }
        int height = parts.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(at -> line(
                        parts.stream()
                                .map(part -> at < part.size() ? part.get(at) : "")
                                .toList(),
                        tone));
    }

    private String line(List<String> cells, @Nullable Tone tone) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - cell.length());
            Kind kind = kinds.get(i);
            String shown = tone == Tone.PLAIN && kind == Kind.STATE
                    ? Tone.ofState(cell).of(cell)
                    : cell;
            line.append(i == 0 ? "" : gap).append(kind == Kind.NUMBER ? padding + shown : shown + padding);
        }
        String text = line.toString().stripTrailing();
        return tone == Tone.TITLE ? tone.of(text) : text;
    }

    private static String fit(String cell, int width) {
        return cell.length() <= width ? cell : cell.substring(0, width - CUT.length()) + CUT;
    }
}
