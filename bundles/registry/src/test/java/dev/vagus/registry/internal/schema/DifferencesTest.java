package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All in which the compiled checks differ from the schema library, each on purpose. */
class DifferencesTest {
    private static boolean fits(Map<String, ?> schema, @Nullable Object value) {
        return SchemaCompiler.compile(schema).test(value, null);
    }

    private static void weAcceptMore(Map<String, ?> schema, @Nullable Object value) {
        assertThat(fits(schema, value)).isTrue();
        assertThat(new Oracle(schema).accepts(value)).isFalse();
    }

    private static void weAcceptLess(Map<String, ?> schema, @Nullable Object value) {
        assertThat(fits(schema, value)).isFalse();
        assertThat(new Oracle(schema).accepts(value)).isTrue();
    }

    /** A record has a null for each component that was not filled. */
    @Test
    void aPropertyThatIsNullIsAbsentWhereNoNullIsAllowed() {
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("a", null);

        weAcceptMore(Map.of("properties", Map.of("a", Map.of("type", "string"))), none);
        weAcceptMore(Map.of("additionalProperties", false), none);
        weAcceptMore(Map.of("maxProperties", 0), none);
        weAcceptMore(Map.of("propertyNames", false), none);
        weAcceptLess(Map.of("minProperties", 1), none);
        weAcceptMore(Map.of("dependentRequired", Map.of("a", List.of("b"))), none);
        weAcceptMore(Map.of("dependentSchemas", Map.of("a", false)), none);
    }

    /** {@code Duration.toString} has fractions and signs; RFC 3339 has not. */
    @Test
    void durationsMayBeWrittenAsJavaDoes() {
        weAcceptMore(Map.of("format", "duration"), Duration.ofMillis(1_500).toString());
        weAcceptMore(Map.of("format", "duration"), Duration.ofSeconds(-5).toString());
    }

    /** No class of {@code java.time} can hold them. */
    @Test
    void leapSecondsAreNotTaken() {
        weAcceptLess(Map.of("format", "date-time"), "1998-12-31T23:59:60Z");
        weAcceptLess(Map.of("format", "time"), "23:59:60Z");
    }

    @Test
    void integersOfSoManyBitsAreAsserted() {
        weAcceptLess(Map.of("format", "int32"), 1L << 40);
        weAcceptLess(Map.of("format", "int8"), 128);
        assertThat(fits(Map.of("format", "int8"), -128)).isTrue();
    }

    @Test
    void localTimesHaveFormatsOfTheirOwn() {
        weAcceptLess(Map.of("format", "date-time-local"), "2026-01-31T12:00:00Z");
        weAcceptLess(Map.of("format", "time-local"), "12:00:00Z");
        weAcceptLess(Map.of("format", "date-time-zone"), "2026-01-31");
        assertThat(fits(Map.of("format", "date-time-local"), "2026-01-31T12:00:00"))
                .isTrue();
        assertThat(fits(Map.of("format", "time-local"), "12:00")).isTrue();
        assertThat(fits(Map.of("format", "date-time-zone"), "2026-01-31T12:00:00+01:00[Europe/Berlin]"))
                .isTrue();
    }

    @Test
    void numbersOfMoreThanAThousandDigitsAreNone() {
        assertThat(fits(Map.of("type", "number"), BigInteger.TEN.pow(1_300))).isFalse();
        assertThat(fits(Map.of("type", "number"), BigInteger.TEN.pow(1_200))).isTrue();
    }

    @Test
    void keywordsThatDoNotExistAreRefused() {
        assertThat(new Oracle(Map.of("minLenght", 3)).accepts("a")).isTrue();
        assertThatThrownBy(() -> SchemaCompiler.compile(Map.of("minLenght", 3))).hasMessageContaining("minLenght");
    }

    /** JSON has none of these, so that there is nothing to compare with. */
    @Test
    void valuesOfJavaAreTheStringsThatTheySpell() {
        UUID id = new UUID(1, 2);
        assertThat(fits(Map.of("type", "string", "format", "uuid"), id)).isTrue();
        assertThat(fits(Map.of("type", "string", "format", "date"), id)).isFalse();
        assertThat(fits(Map.of("maxLength", 35), id)).isFalse();
        assertThat(fits(Map.of("pattern", "^0000"), id)).isTrue();
        assertThat(fits(Map.of("enum", List.of(id.toString())), id)).isTrue();
        assertThat(fits(Map.of("const", "2026-01-31"), LocalDate.of(2026, 1, 31)))
                .isTrue();
        assertThat(fits(Map.of("format", "date-time"), Instant.EPOCH)).isTrue();
        assertThat(fits(Map.of("format", "date-time"), OffsetDateTime.parse("2026-01-31T12:00Z")))
                .isTrue();
        assertThat(fits(Map.of("format", "duration"), Period.ofDays(3))).isTrue();
        assertThat(fits(Map.of("format", "uri-reference"), URI.create("a/ü"))).isTrue();
        assertThat(fits(Map.of("minLength", 4, "maxLength", 4), "abc".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(fits(Map.of("type", "string", "maxLength", 1), 'x')).isTrue();
        assertThat(fits(Map.of("uniqueItems", true), List.of(id, id.toString())))
                .isFalse();
        assertThat(fits(Map.of("type", "number"), id)).isFalse();
    }

    @Test
    void numbersThatJsonHasNotFitNoBound() {
        assertThat(fits(Map.of("type", "number"), Double.NaN)).isTrue();
        assertThat(fits(Map.of("type", "integer"), Double.POSITIVE_INFINITY)).isFalse();
        assertThat(fits(Map.of("minimum", 0), Double.NaN)).isFalse();
        assertThat(fits(Map.of("maximum", 0), Double.NaN)).isFalse();
        assertThat(fits(Map.of("maximum", 0), Float.POSITIVE_INFINITY)).isFalse();
        assertThat(fits(Map.of("minimum", 0), Double.POSITIVE_INFINITY)).isTrue();
        assertThat(fits(Map.of("multipleOf", 1), Double.POSITIVE_INFINITY)).isFalse();
        assertThat(fits(Map.of("const", Double.NaN), Double.NaN)).isTrue();
    }

    /** What ECMA-262 has and Java reads otherwise is translated; the library leaves some of it as it is. */
    @Test
    void patternsAreReadAsEcmaWhereTheDialectsMeet() {
        assertThat(fits(Map.of("pattern", "^a$"), "a\n")).isFalse();
        assertThat(fits(Map.of("pattern", "^\\$$"), "$")).isTrue();
        assertThat(fits(Map.of("pattern", "^[$]$"), "$")).isTrue();
        assertThat(fits(Map.of("pattern", "^[[a]$"), "[")).isTrue();
        assertThat(fits(Map.of("pattern", "^[a&&b]$"), "&")).isTrue();
        assertThat(fits(Map.of("pattern", "^\\u{1F600}$"), "😀")).isTrue();
        assertThat(fits(Map.of("pattern", "^[^\\]]$"), "]")).isFalse();
    }
}
