package dev.vagus.registry.internal.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads schemas that are given as JSON. */
public final class SchemaText {
    private static final int MAX_LENGTH = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SchemaText() {}

    /**
     * The schema as plain structure, in the order in which it is written.
     *
     * @throws SchemaException when it is not the JSON of an object
     */
    public static Map<String, Object> parse(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new SchemaException("the JSON must not be longer than " + MAX_LENGTH + " characters");
        }
        Object parsed;
        try {
            parsed = JSON.readValue(json, Object.class);
        } catch (JacksonException e) {
            throw new SchemaException("it is not JSON: " + e.getOriginalMessage()
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + ")"));
        }
        if (!(parsed instanceof Map<?, ?> map)) {
            throw new SchemaException("it must be the JSON of an object");
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        map.forEach((key, value) -> schema.put((String) key, value));
        return schema;
    }
}
