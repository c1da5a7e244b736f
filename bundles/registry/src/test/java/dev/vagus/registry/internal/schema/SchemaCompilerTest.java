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
        return violations(SchemaCompiler.compile(schema), value);
    }

    private static List<String> violations(Check check, @Nullable Object value) {
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

        assertThat(violations(SchemaCompiler.compile(schema, Spelling.EITHER), root))
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
        assertThat(violations(schema, Map.of("b", 1))).containsExactly("value.b is unknown; did you mean a?");
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
    @ValueSource(strings = {"minLenght", "dependencies", "definitions"})
    void refusesKeywordsThatNobodyWouldCheck(String keyword) {
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("items", Map.of(keyword, Map.of()))))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("at /items/" + keyword + ": ");
    }

    @Test
    void takesNotesOfOnesOwn() {
        assertThat(violations(Map.of("x-unit", "metres", "title", "Length"), "anything"))
                .isEmpty();
    }

    @Test
    void combinesSchemas() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> number = Map.of("type", "number", "minimum", 5);

        assertThat(violations(Map.of("allOf", List.of(Map.of("minimum", 1), Map.of("maximum", 0))), 0.5))
                .containsExactly("value expected at least 1, found less", "value expected at most 0, found more");
        assertThat(violations(Map.of("anyOf", List.of(text, number)), 7)).isEmpty();
        assertThat(violations(Map.of("anyOf", List.of(text, number)), 3))
                .containsExactly("value fits none of the 2 schemas of 'anyOf'");
        assertThat(violations(Map.of("oneOf", List.of(number, Map.of("maximum", 9))), 7))
                .containsExactly("value fits more than one of the schemas of 'oneOf'");
        assertThat(violations(Map.of("oneOf", List.of(number, Map.of("maximum", 9))), 11))
                .isEmpty();
        assertThat(violations(Map.of("not", text), "a")).hasSize(1);
        assertThat(violations(Map.of("if", text, "then", Map.of("minLength", 2), "else", number), "a"))
                .containsExactly("value expected at least 2 characters, found 1");
        assertThat(violations(Map.of("if", text, "else", number), 4)).hasSize(1);
    }

    @Test
    void knowsTheKeywordsAboutPropertiesAsAWhole() {
        assertThat(violations(Map.of("minProperties", 2), Map.of("a", 1))).hasSize(1);
        assertThat(violations(Map.of("maxProperties", 1), Map.of("a", 1, "b", 2)))
                .hasSize(1);
        assertThat(violations(Map.of("propertyNames", Map.of("maxLength", 1)), Map.of("ab", 1)))
                .containsExactly("value.ab has a name that does not fit 'propertyNames'");
        assertThat(violations(Map.of("dependentRequired", Map.of("a", List.of("b"))), Map.of("a", 1)))
                .containsExactly("value.b is missing, which is required beside a");
        assertThat(violations(
                        Map.of(
                                "patternProperties",
                                Map.of("^n", Map.of("type", "number")),
                                "additionalProperties",
                                false),
                        Map.of("n1", "x", "n2", 2, "other", 1)))
                .containsExactlyInAnyOrder(
                        "value.n1 expected a number, found a string",
                        "value.other is unknown; no properties are known");
    }

    @Test
    void knowsTheKeywordsAboutItems() {
        Map<String, Object> tuple =
                Map.of("prefixItems", List.of(Map.of("type", "string"), Map.of("type", "integer")), "items", false);

        assertThat(violations(tuple, List.of("a", 1))).isEmpty();
        assertThat(violations(tuple, List.of("a", "b", "c")))
                .containsExactly("value[1] expected an integer, found a string", "value[2] is not allowed");
        assertThat(violations(Map.of("contains", Map.of("const", 1)), List.of(2, 3)))
                .containsExactly("value expected at least 1 items that fit 'contains', found 0");
        assertThat(violations(
                        Map.of("contains", Map.of("const", 1), "minContains", 0, "maxContains", 1), List.of(1, 1.0)))
                .hasSize(1);
        assertThat(violations(Map.of("uniqueItems", true), List.of(1, "1", 1.0)))
                .containsExactly("value expected no item twice, found that of index 2 again");
    }

    @Test
    void neverSaysTheValue() {
        Map<String, Object> schema = Map.of(
                "properties",
                Map.of(
                        "pin", Map.of("pattern", "^[a-z]+$", "maxLength", 2, "format", "uuid", "enum", List.of("a")),
                        "number", Map.of("multipleOf", 10, "minimum", 100, "const", 1)));

        assertThat(violations(schema, Map.of("pin", "SECRET-4711", "number", 4711)))
                .hasSize(6)
                .noneMatch(reason -> reason.contains("4711"));
    }

    @Test
    void nullIsAbsentUnlessItsSchemaAllowsNull() {
        Map<String, Object> text = Map.of("properties", Map.of("a", Map.of("type", "string")));
        Map<String, Object> needed =
                Map.of("properties", Map.of("a", Map.of("type", "string")), "required", List.of("a"));
        Map<String, Object> nullable =
                Map.of("properties", Map.of("a", Map.of("type", List.of("string", "null"))), "required", List.of("a"));
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("a", null);

        assertThat(violations(text, none)).isEmpty();
        assertThat(violations(needed, none)).containsExactly("value.a is missing");
        assertThat(violations(nullable, none)).isEmpty();
        assertThat(violations(nullable, Map.of())).containsExactly("value.a is missing");
        assertThat(violations(Map.of("additionalProperties", false), none)).isEmpty();
    }

    @Test
    void takesEitherSpellingOnlyWhereValuesAreBound() {
        Map<String, Object> schema = Map.of(
                "properties",
                Map.of("size", Map.of("type", "integer")),
                "required",
                List.of("size"),
                "additionalProperties",
                false);

        assertThat(SchemaCompiler.compile(schema, Spelling.EITHER).test(Map.of("Size", 1), null))
                .isTrue();
        assertThat(SchemaCompiler.compile(schema, Spelling.EITHER).test(Map.of("Size", "x"), null))
                .isFalse();
        assertThat(violations(schema, Map.of("Size", 1)))
                .containsExactlyInAnyOrder("value.size is missing", "value.Size is unknown; did you mean size?");
    }

    @Test
    void refersToAnyPartOfItself() {
        Map<String, Object> tree = Map.of("type", "object", "additionalProperties", Map.of("$ref", "#"));
        Map<String, Object> parts = Map.of(
                "$defs",
                Map.of("a/b", Map.of("type", "integer")),
                "properties",
                Map.of("x", Map.of("$ref", "#/$defs/a~1b"), "y", Map.of("$ref", "#/properties/x")));

        assertThat(violations(tree, Map.of("a", Map.of("b", 1))))
                .containsExactly("value.a.b expected an object, found a number");
        assertThat(violations(parts, Map.of("x", "1", "y", "2"))).hasSize(2);
        assertThat(violations(parts, Map.of("x", 1, "y", 2))).isEmpty();
    }

    @Test
    void refusesSchemasThatWouldNeverEnd() {
        Map<String, Object> circle = Map.of(
                "$defs",
                Map.of("A", Map.of("$ref", "#/$defs/B"), "B", Map.of("allOf", List.of(Map.of("$ref", "#/$defs/A")))),
                "$ref",
                "#/$defs/A");
        Map<String, Object> late = Map.of(
                "$defs",
                Map.of(
                        "A",
                                Map.of(
                                        "properties",
                                        Map.of("p", Map.of("$ref", "#/$defs/B")),
                                        "anyOf",
                                        List.of(Map.of("$ref", "#/$defs/B"))),
                        "B", Map.of("$ref", "#/$defs/A")),
                "$ref",
                "#/$defs/A");

        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("$ref", "#"))).hasMessageContaining("without end");
        assertThatThrownBy(() -> SchemaCompiler.compile(circle)).hasMessageContaining("without end");
        assertThatThrownBy(() -> SchemaCompiler.compile(late)).hasMessageContaining("without end");
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
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("multipleOf", 0)))
                .hasMessageContaining("greater");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("enum", List.of())))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("$ref", "https://example.org/s.json")))
                .hasMessageContaining("nothing is loaded");
        assertThatThrownBy(() -> SchemaCompiler.compile(
                        Map.of("properties", Map.of("a/b", Map.of("anyOf", List.of(true, Map.of("type", "text")))))))
                .hasMessageStartingWith("at /properties/a~1b/anyOf/1/type: ");
        Map<String, Object> deep = Map.of();
        for (int i = 0; i < 100; i++) {
            deep = Map.of("items", deep);
        }
        Map<String, Object> tooDeep = deep;
        assertThatThrownBy(() -> SchemaCompiler.compile(tooDeep)).hasMessageContaining("deeper than 60");
    }
}
