package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCompilerTest {
    record Tree(String name, int size, @Nullable List<Tree> children) {}

    private static List<String> violations(Map<String, ?> schema, @Nullable Object value) {
        Check check = SchemaCompiler.compile(schema);
        Violations report = new Violations();
        String before = report.enter("value");
        boolean fits = check.test(value, report);
        report.leave(before);
        assertThat(check.test(value, null)).as("the quick answer is the same").isEqualTo(fits);
        assertThat(report.found().isEmpty()).isEqualTo(fits);
        return report.found().stream()
                .map(violation -> violation.path() + " " + violation.reason())
                .toList();
    }

    private static boolean fits(String type, @Nullable Object value) {
        return violations(Map.of("type", type), value).isEmpty();
    }

    @Test
    void knowsTheTypes() {
        assertThat(fits("string", "x")).isTrue();
        assertThat(fits("string", Instant.EPOCH)).isTrue();
        assertThat(fits("string", 5)).isFalse();
        assertThat(fits("integer", 5)).isTrue();
        assertThat(fits("integer", BigInteger.TEN)).isTrue();
        assertThat(fits("integer", 5.0)).isTrue();
        assertThat(fits("integer", new BigDecimal("1E+3"))).isTrue();
        assertThat(fits("integer", 5.5)).isFalse();
        assertThat(fits("integer", Double.NaN)).isFalse();
        assertThat(fits("integer", "5")).isFalse();
        assertThat(fits("number", 5)).isTrue();
        assertThat(fits("boolean", "true")).isFalse();
        assertThat(fits("array", List.of())).isTrue();
        assertThat(fits("object", Map.of())).isTrue();
        assertThat(fits("object", List.of())).isFalse();
        assertThat(fits("null", null)).isTrue();
        assertThat(violations(Map.of("type", List.of("string", "integer")), true))
                .containsExactly("value expected a string or an integer, found a boolean");
    }

    @Test
    void knowsRangesLengthsPatternsEnumsAndFormats() {
        assertThat(violations(Map.of("minimum", 1, "maximum", 5), 0))
                .containsExactly("value expected at least 1, found less");
        assertThat(violations(Map.of("minimum", 1, "maximum", 5), 5.5))
                .containsExactly("value expected at most 5, found more");
        assertThat(violations(Map.of("minLength", 2), "a")).hasSize(1);
        assertThat(violations(Map.of("maxLength", 2), "abc")).hasSize(1);
        assertThat(violations(Map.of("pattern", "^[a-z]+$"), "A")).hasSize(1);
        assertThat(violations(Map.of("pattern", "^[a-z]+$"), "a")).isEmpty();
        assertThat(violations(Map.of("enum", List.of("RED", "GREEN")), "BLUE"))
                .containsExactly("value expected one of RED, GREEN, found another value");
        assertThat(violations(Map.of("minItems", 1), List.of())).hasSize(1);
        assertThat(violations(Map.of("maxItems", 1), List.of(1, 2))).hasSize(1);
        assertThat(violations(Map.of("type", "integer", "format", "int32"), 1L << 31))
                .hasSize(1);
        assertThat(violations(Map.of("type", "integer", "format", "int32"), (long) Integer.MIN_VALUE))
                .isEmpty();
        assertThat(violations(Map.of("type", "integer", "format", "int64"), new BigInteger("9223372036854775808")))
                .hasSize(1);
        assertThat(violations(Map.of("format", "date"), "2026-02-30")).hasSize(1);
        assertThat(violations(Map.of("format", "uuid"), "no")).hasSize(1);
        assertThat(violations(Map.of("format", "duration"), "PT30S")).isEmpty();
        assertThat(violations(Map.of("format", "phone"), "anything")).isEmpty();
    }

    @Test
    void findsEverythingThatIsWrongWithItsPath() {
        Map<String, Object> schema = TypeSchemas.of(Tree.class);
        Map<String, Object> leaf = new LinkedHashMap<>();
        leaf.put("name", null);
        leaf.put("size", "big");
        Map<String, Object> root =
                Map.of("name", 1, "size", 2, "children", List.of(Map.of("Name", "ok", "Size", 1), leaf, Map.of()));

        assertThat(violations(schema, root))
                .containsExactlyInAnyOrder(
                        "value.name expected a string, found a number",
                        "value.children[1].size expected an integer, found a string",
                        "value.children[2].size is missing");
        assertThat(violations(schema, Map.of("name", "x", "size", 1, "more", "is allowed")))
                .isEmpty();
    }

    @Test
    void closesAnObjectWhenTheSchemaSaysSo() {
        Map<String, Object> schema =
                Map.of("type", "object", "properties", Map.of("a", true), "additionalProperties", false);

        assertThat(violations(schema, Map.of("a", 1))).isEmpty();
        assertThat(violations(schema, Map.of("b", 1))).containsExactly("value.b is unknown; known are a");
        assertThat(violations(Map.of("additionalProperties", Map.of("type", "string")), Map.of("b", 1)))
                .containsExactly("value.b expected a string, found a number");
    }

    @Test
    void doesNotListMoreThanAPersonReads() {
        Map<String, Object> schema = Map.of("items", Map.of("type", "string"));

        assertThat(violations(schema, java.util.Collections.nCopies(5_000, 1))).hasSize(100);
    }

    @Test
    void aNullItemIsNotAString() {
        assertThat(violations(Map.of("items", Map.of("type", "string")), Arrays.asList("a", null)))
                .containsExactly("value[1] expected a string, found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anyOf", "not", "patternProperties", "$dynamicRef", "if"})
    void refusesKeywordsThatItWouldNotCheck(String keyword) {
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of(keyword, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(keyword);
    }

    @Test
    void refusesSchemasThatAreNone() {
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("type", "text"))).hasMessageContaining("'text'");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("pattern", "("))).hasMessageContaining("pattern");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("$ref", "#/$defs/X")))
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("minLength", -1)))
                .hasMessageContaining("minLength");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("items", 5))).hasMessageContaining("schema");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("required", "a")))
                .hasMessageContaining("required");
    }
}
