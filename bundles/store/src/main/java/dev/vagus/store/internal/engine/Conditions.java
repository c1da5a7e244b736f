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
    private final StringBuilder sql = new StringBuilder("1 = 1");
    private final List<Object> values = new ArrayList<>();

    Conditions(EventQuery query, Rows rows) {
        like("name", query.name());
        like("channel", query.channel());
        like("source", query.source());
        add("correlation = ?", query.correlationId());
        add("published >= ?", query.from() == null ? null : query.from().toEpochMilli());
        add("published < ?", query.until() == null ? null : query.until().toEpochMilli());
        if (query.text() != null) {
            String text = rows.jsonText(query.text()).toLowerCase(Locale.ROOT);
            add("LOWER(data) LIKE ? ESCAPE '!'", '%' + escaped(text) + '%');
        }
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
    void add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            values.add(value);
        }
    }

    String sql() {
        return sql.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
