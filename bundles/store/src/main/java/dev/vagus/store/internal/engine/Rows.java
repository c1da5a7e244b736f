package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEvent.Mark;
import dev.vagus.module.TimeOrderedId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as rows. Their data is JSON there: values that JSON does not know, such as times, come back as text. Thread-safe.
 */
final class Rows {
    /** What inserts an event, with the parameters of {@link #write}. */
    static final String INSERT =
            "INSERT INTO vagus_event (id, name, channel, source, published, correlation, marks, data)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder().build();

    void write(ModuleEvent event, PreparedStatement into) throws SQLException {
        into.setLong(1, bits(event));
        into.setString(2, event.name());
        into.setString(3, event.channel());
        into.setString(4, event.source());
        into.setLong(5, event.timestamp().toEpochMilli());
        into.setString(6, event.correlationId());
        into.setString(7, marks(event.marks()));
        into.setString(8, json(event));
    }

    /** The bits of its id. */
    static long bits(ModuleEvent event) throws SQLException {
        try {
            return TimeOrderedId.parse(event.id()).value();
        } catch (IllegalArgumentException e) {
            throw new SQLException("an event has an id that is none of this framework", "22000", e);
        }
    }

    private static String marks(Set<Mark> marks) {
        return marks.isEmpty() ? "" : marks.stream().map(Mark::name).sorted().collect(Collectors.joining(","));
    }

    /** Data as JSON. */
    String json(Map<String, Object> data) {
        return mapper.writeValueAsString(data);
    }

    /** Data out of its JSON. */
    Map<String, Object> data(String json) {
        return Collections.unmodifiableMap(mapper.readValue(json, DATA));
    }

    /** The data as JSON. */
    String json(ModuleEvent event) throws SQLException {
        try {
            return json(event.data());
        } catch (JacksonException e) {
            throw new SQLException("the data of event " + event.id() + " cannot be written as JSON", "22000", e);
        }
    }

    /** A text as it stands within the JSON of data. */
    String jsonText(String text) {
        String quoted = mapper.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    ModuleEvent read(ResultSet row) throws SQLException {
        return new ModuleEvent(
                text(row.getLong("id")),
                row.getString("name"),
                row.getString("channel"),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("published")),
                row.getString("correlation"),
                data(row.getString("data")),
                marks(row.getString("marks")));
    }

    /** The id of these bits. */
    static String text(long id) {
        return new TimeOrderedId(id).toString();
    }

    /** Marks of a newer version are left out. */
    private static Set<Mark> marks(String text) {
        return Arrays.stream(Mark.values())
                .filter(mark -> Arrays.asList(text.split(",")).contains(mark.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
