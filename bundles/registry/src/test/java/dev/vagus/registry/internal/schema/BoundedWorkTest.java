package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No value may make a check hang, overflow the stack or take memory without bounds. */
class BoundedWorkTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static List<String> reasons(Map<String, ?> schema, @Nullable Object value) {
        return assertTimeoutPreemptively(SOON, () -> {
            Check check = SchemaCompiler.compile(schema);
            Violations report = new Violations();
            assertThat(check.test(value, report)).isEqualTo(check.test(value, null));
            return report.found().stream().map(violation -> violation.reason()).toList();
        });
    }

    @Test
    void aPatternThatBacktracksWithoutEndIsGivenUp() {
        assertThat(reasons(Map.of("pattern", "a.*a.*a.*a.*a.*a.*a.*b$"), "a".repeat(100)))
                .containsExactly("is too much work for the pattern a.*a.*a.*a.*a.*a.*a.*b$");
    }

    @Test
    void aPatternThatNeedsTheStackIsGivenUpToo() {
        assertThat(reasons(Map.of("pattern", "^(a|b)*$"), "ab".repeat(1_000_000)))
                .containsExactly("is too much work for the pattern ^(a|b)*$");
    }

    @Test
    void aLongStringIsNotTooMuchWork() {
        assertThat(reasons(Map.of("pattern", "^[A-Za-z0-9+/]*=?$"), "abcd".repeat(1_000_000)))
                .isEmpty();
    }

    @Test
    void numbersOfImmenseSizeAreNoNumbers() {
        BigDecimal immense = new BigDecimal("1E+999999999");

        assertThat(reasons(Map.of("type", "integer"), immense))
                .containsExactly("expected an integer, found a number of more digits than are taken");
        assertThat(reasons(Map.of("type", "number"), BigInteger.ONE.shiftLeft(5_000)))
                .hasSize(1);
        assertThat(reasons(Map.of("format", "int64"), immense)).hasSize(1);
        assertThat(reasons(Map.of("minimum", 1, "exclusiveMaximum", 5.5), immense))
                .hasSize(1);
        assertThat(reasons(Map.of("enum", List.of(1, "a")), immense)).hasSize(1);
        assertThat(reasons(Map.of("multipleOf", 0.01), immense)).isEmpty();
        assertThat(reasons(Map.of("multipleOf", 3), immense)).hasSize(1);
        assertThat(reasons(Map.of("multipleOf", 3), new BigDecimal("1E-999999999")))
                .hasSize(1);
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("minimum", immense)))
                .hasMessageContaining("number");
    }

    @Test
    void manyItemsAreComparedByTheirHashes() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            items.add(Map.of("id", i, "name", "item" + i % 10));
        }

        assertThat(reasons(Map.of("uniqueItems", true), items)).isEmpty();
        items.add(Map.of("name", "item7", "id", 7.0));
        assertThat(reasons(Map.of("uniqueItems", true), items))
                .containsExactly("expected no item twice, found that of index 200000 again");
    }

    @Test
    void deepValuesAreFollowedAsDeepAsStructuresGo() {
        Map<String, Object> tree =
                Map.of("type", "object", "properties", Map.of("child", Map.of("anyOf", List.of(Map.of("$ref", "#")))));
        Map<String, Object> value = Map.of("child", 1);
        for (int i = 0; i < 100; i++) {
            value = Map.of("child", value);
        }

        assertThat(reasons(tree, value)).hasSize(1);
    }

    @Test
    void whatIsListedIsBounded() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add("constant" + i);
        }

        assertThat(reasons(Map.of("enum", names), "x")).singleElement().satisfies(reason -> assertThat(reason)
                .hasSizeLessThan(400));
    }

    @Test
    void longNamesOfACallersPropertiesAreNotShownInFull() {
        Violations report = new Violations();
        SchemaCompiler.compile(Map.of("additionalProperties", false)).test(Map.of("x".repeat(1_000_000), 1), report);

        assertThat(report.found()).singleElement().satisfies(violation -> {
            assertThat(violation.path()).hasSize(101).endsWith("…");
            assertThat(violation.reason()).hasSizeLessThan(100);
        });
    }
}
