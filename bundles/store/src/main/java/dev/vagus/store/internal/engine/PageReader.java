package dev.vagus.store.internal.engine;

import dev.vagus.delivery.Wildcard;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventQuery;
import dev.vagus.events.ModuleEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Reads pages, each by the index that finds its events fastest: by correlation id, by a name, by all names that a pattern
 * means, or else along the ids. Thread-safe.
 */
final class PageReader {
    /** How many names a pattern may mean until it is faster to look at all events. */
    private static final int MOST_NAMES = 1_000;

    private static final int ROWS_AT_ONCE = 200;
    /** All columns; the condition follows. */
    static final String SELECT =
            "SELECT id, name, channel, source, published, correlation, marks, data FROM vagus_event WHERE ";

    private final Rows rows;

    PageReader(Rows rows) {
        this.rows = rows;
    }

    EventPage read(Connection connection, EventQuery query) throws SQLException {
        boolean anyTime = query.from() == null && query.until() == null;
        IdRange ids = IdRange.of(query, anyTime ? Lead.NONE : Lead.read(connection));
        if (ids.isEmpty()) {
            return new EventPage(List.of(), null);
        }
        if (query.correlationId() != null) {
            return inOrderOf("correlation", connection, query, ids);
        }
        Wildcard pattern = Wildcard.compile(query.name());
        if (pattern.isLiteral()) {
            return inOrderOf("name", connection, query, ids);
        }
        List<String> names = query.name().equals("*") ? List.of() : Names.matching(connection, pattern, MOST_NAMES + 1);
        if (query.name().equals("*") || names.size() > MOST_NAMES) {
            return inOrderOf("", connection, query, ids);
        }
        return ofNames(names, connection, query, ids);
    }

    /** The column is one whose value the query gives. Sorted by it first, both databases take its index, whose end is the id. */
    private EventPage inOrderOf(String column, Connection connection, EventQuery query, IdRange ids)
            throws SQLException {
        Conditions conditions = Conditions.all(query, rows, ids);
        String sql =
                SELECT + conditions.sql() + order(column, query) + " FETCH FIRST " + (query.limit() + 1) + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            conditions.bind(select, 1);
            List<ModuleEvent> found = new ArrayList<>();
            readInto(found, select);
            if (found.size() <= query.limit()) {
                return new EventPage(found, null);
            }
            return new EventPage(
                    found.subList(0, query.limit()),
                    found.get(query.limit() - 1).id());
        }
    }

    private static String order(String column, EventQuery query) {
        String direction = query.newestFirst() ? " DESC" : "";
        return " ORDER BY " + (column.isEmpty() ? "" : column + direction + ", ") + "id" + direction;
    }

    private void readInto(List<ModuleEvent> found, PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(rows.read(row));
            }
        }
    }

    private EventPage ofNames(List<String> names, Connection connection, EventQuery query, IdRange ids)
            throws SQLException {
        List<Long> found = new ArrayList<>(firstIds(names, connection, query, ids));
        List<Long> page = found.subList(0, Math.min(found.size(), query.limit()));
        List<ModuleEvent> events = new ArrayList<>(page.size());
        for (int from = 0; from < page.size(); from += ROWS_AT_ONCE) {
            readInto(events, page.subList(from, Math.min(page.size(), from + ROWS_AT_ONCE)), connection, query);
        }
        boolean more = found.size() > query.limit();
        return new EventPage(events, more ? Rows.text(page.get(page.size() - 1)) : null);
    }

    /** The ids of a page and of one event more: of each name no more than could still be among them. */
    private NavigableSet<Long> firstIds(List<String> names, Connection connection, EventQuery query, IdRange ids)
            throws SQLException {
        Comparator<Long> order = query.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        NavigableSet<Long> first = new TreeSet<>(order);
        Conditions rest = Conditions.butNames(query, rows);
        String sql = "SELECT id FROM vagus_event WHERE name = ? AND id >= ? AND id <= ? AND " + rest.sql()
                + order("name", query) + " FETCH FIRST " + (query.limit() + 1) + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            rest.bind(select, 4);
            IdRange open = ids;
            for (String name : names) {
                if (open.isEmpty()) {
                    break;
                }
                select.setString(1, name);
                select.setLong(2, open.first());
                select.setLong(3, open.last());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        first.add(row.getLong(1));
                    }
                }
                while (first.size() > query.limit() + 1) {
                    first.pollLast();
                }
                if (first.size() > query.limit()) {
                    open = open.aheadOf(first.last(), query.newestFirst());
                }
            }
        }
        return first;
    }

    private void readInto(List<ModuleEvent> events, List<Long> ids, Connection connection, EventQuery query)
            throws SQLException {
        String sql =
                SELECT + "id IN (" + String.join(",", Collections.nCopies(ids.size(), "?")) + ")" + order("", query);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.size(); i++) {
                select.setLong(i + 1, ids.get(i));
            }
            readInto(events, select);
        }
    }
}
