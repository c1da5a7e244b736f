package dev.vagus.store.internal.engine;

import dev.vagus.events.EventQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a query asks of events, as a condition of SQL. The text is looked for in the JSON of the data. */
final class Conditions {
    /** The name, so that no index by it is taken where that by correlation id finds far fewer events. */
    private static final String NOT_BY_NAME = "name || ''";

    private static final String IS_SEALED = "data LIKE '" + Sealing.JSON_START + "%'";

    private final StringBuilder sql = new StringBuilder("1 = 1");
    private final List<Object> values = new ArrayList<>();

    private Conditions() {}

    /** All of it. */
    static Conditions all(EventQuery query, Rows rows, IdRange ids) {
        Conditions conditions = butNames(query, rows);
        conditions.like(query.correlationId() == null ? "name" : NOT_BY_NAME, query.name());
        if (!ids.isAll()) {
            conditions.add("id >= ?", ids.first());
            conditions.add("id <= ?", ids.last());
        }
        return conditions;
    }

    /** What it asks of everything but names and ids. */
    static Conditions butNames(EventQuery query, Rows rows) {
        Conditions conditions = new Conditions();
        conditions.like("channel", query.channel());
        conditions.like("source", query.source());
        conditions.add("correlation = ?", query.correlationId());
        conditions.add(
                "published >= ?", query.from() == null ? null : query.from().toEpochMilli());
        conditions.add(
                "published < ?", query.until() == null ? null : query.until().toEpochMilli());
        if (query.text() != null) {
            conditions.add("(LOWER(data) LIKE ? ESCAPE '!' OR " + IS_SEALED + ")", textPattern(query, rows));
        }
        return conditions;
    }

    private static @Nullable String textPattern(EventQuery query, Rows rows) {
        String text = query.text();
        return text == null ? null : '%' + escaped(rows.jsonText(text).toLowerCase(Locale.ROOT)) + '%';
    }

    /** All of it, but no events of which the text cannot be seen since they are sealed. */
    static Conditions ofReadable(EventQuery query, Rows rows, IdRange ids) {
        Conditions conditions = all(query.containing(null), rows, ids);
        String text = textPattern(query, rows);
        if (text != null) {
            conditions.add("LOWER(data) LIKE ? ESCAPE '!' AND NOT " + IS_SEALED, text);
        }
        return conditions;
    }

    /** All of it but the text, of events that are sealed. */
    static Conditions ofSealed(EventQuery query, Rows rows, IdRange ids) {
        Conditions conditions = all(query.containing(null), rows, ids);
        conditions.sql.append(" AND ").append(IS_SEALED);
        return conditions;
    }

    private void like(String column, String pattern) {
        if (pattern.equals("*")) {
            return;
        }
        if (pattern.indexOf('*') < 0) {
            add(column + " = ?", pattern);
        } else {
            add(column + " LIKE ? ESCAPE '!'", escaped(pattern).replace('*', '%'));
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** Asks for this too, unless the value is null. */
    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            values.add(value);
        }
    }

    /** How many parameters it has. */
    int count() {
        return values.size();
    }

    String sql() {
        return sql.toString();
    }

    /** Sets the values of the statement from this parameter on. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
    }
}
