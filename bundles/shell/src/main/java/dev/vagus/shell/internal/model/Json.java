package dev.vagus.shell.internal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.Traffic;
import dev.vagus.module.ErrorCategory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON of plain structure and of the records of the API. Error categories are the words that errors end with, and
 * figures have their success rate, self-tests their pass rate. Never given a module's own class, so that it keeps none.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule("vagus")
                    .addSerializer(ErrorCategory.class, new CategoryAsValue())
                    .addKeySerializer(ErrorCategory.class, new CategoryAsName()))
            .addMixIn(Traffic.class, Rated.class)
            .addMixIn(SelfTestReport.class, Judged.class)
            .build();

    private Json() {}

    /** What is calculated of figures. */
    private interface Rated {
        /** In percent. */
        @JsonProperty
        double successRate();
    }

    /** What is calculated of a self-test. */
    private interface Judged {
        @JsonProperty
        boolean passed();

        /** In percent. */
        @JsonProperty
        double passRate();
    }

    private static final class CategoryAsValue extends ValueSerializer<ErrorCategory> {
        @Override
        public void serialize(ErrorCategory category, JsonGenerator json, SerializationContext context) {
            json.writeString(category.label());
        }
    }

    private static final class CategoryAsName extends ValueSerializer<ErrorCategory> {
        @Override
        public void serialize(ErrorCategory category, JsonGenerator json, SerializationContext context) {
            json.writeName(category.label());
        }
    }

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
