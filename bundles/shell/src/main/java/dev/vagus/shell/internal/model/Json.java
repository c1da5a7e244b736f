package dev.vagus.shell.internal.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of plain structure and of the records of the API. Never given a module's own class, so that it keeps none. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static String pretty(@Nullable Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** On one line. */
    public static String compact(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * The structure that a text shows: maps, lists, strings, numbers, booleans, null.
     *
     * @throws JacksonException when the text is not JSON; it keeps the text out of its message
     */
    static @Nullable Object parse(String text) {
        return MAPPER.readValue(text, Object.class);
    }

    /** What is wrong with a text that was not JSON, on one line. */
    static String reason(JacksonException error) {
        return error.getOriginalMessage().lines().findFirst().orElse("not JSON") + " at column "
                + error.getLocation().getColumnNr();
    }
}
