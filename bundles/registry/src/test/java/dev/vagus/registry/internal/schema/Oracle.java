package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

/** What the schema library says, by JSON text and with nothing of ours but that formats are asserted. */
final class Oracle {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    Oracle(Map<String, ?> schema) {
        this.schema = REGISTRY.getSchema(json(schema));
    }

    /** Null when it fails instead: it cannot compare whole numbers beyond 64 bits with those below. */
    @Nullable
    Boolean answer(@Nullable Object value) {
        try {
            return accepts(value);
        } catch (JsonNodeException e) {
            assertThat(e).hasMessageContaining("not in 64-bit `long` range");
            return null;
        }
    }

    boolean accepts(@Nullable Object value) {
        return schema.validate(
                        json(value), context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    static String text(@Nullable Object value) {
        return JSON.writeValueAsString(value);
    }

    private static JsonNode json(@Nullable Object value) {
        return JSON.readTree(text(value));
    }
}
