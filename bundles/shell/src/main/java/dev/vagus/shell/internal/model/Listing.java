package dev.vagus.shell.internal.model;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are printed as a table or, when {@code --json} was given, as a JSON array.
 *
 * @param table how a row looks to a person
 * @param structure what a row is in JSON
 * @param none the line for no rows at all
 * @param <T> what a row shows
 */
public record Listing<T>(Table<T> table, Function<T, @Nullable Object> structure, String none) {
    /** Rows that are records of the API, which are their own JSON. */
    public static <T> Listing<T> of(Table<T> table, String none) {
        return new Listing<>(table, row -> row, none);
    }

    /** Prints the rows. */
    public void print(List<T> rows, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(rows.stream().map(structure).toList());
        } else if (rows.isEmpty()) {
            output.line(none);
        } else {
            output.table(table, rows);
        }
    }
}
