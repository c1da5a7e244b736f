package dev.vagus.registry.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.registry.internal.engine.Offer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule by which arguments become values of Java, and what none of them takes. */
class CoercionTest {
    private final EngineFixture lab = new EngineFixture();

    public enum Level {
        LOW,
        HIGH
    }

    public record Point(int x, @Nullable String label) {}

    @SuppressWarnings("unused")
    public static final class Echo {
        @ApiOperation
        public String ofInt(int v) {
            return "" + v;
        }

        @ApiOperation
        public String ofByte(byte v) {
            return "" + v;
        }

        @ApiOperation
        public String ofLong(long v) {
            return "" + v;
        }

        @ApiOperation
        public String ofBig(BigInteger v) {
            return "" + v;
        }

        @ApiOperation
        public String ofDouble(double v) {
            return "" + v;
        }

        @ApiOperation
        public String ofDecimal(BigDecimal v) {
            return "" + v;
        }

        @ApiOperation
        public String ofFlag(boolean v) {
            return "" + v;
        }

        @ApiOperation
        public String ofText(String v) {
            return v;
        }

        @ApiOperation
        public String ofChar(char v) {
            return "" + v;
        }

        @ApiOperation
        public String ofLevel(Level v) {
            return "" + v;
        }

        @ApiOperation
        public String ofInstant(Instant v) {
            return "" + v;
        }

        @ApiOperation
        public String ofDate(LocalDate v) {
            return "" + v;
        }

        @ApiOperation
        public String ofDuration(Duration v) {
            return "" + v;
        }

        @ApiOperation
        public String ofId(UUID v) {
            return "" + v;
        }

        @ApiOperation
        public String ofUri(URI v) {
            return "" + v;
        }

        @ApiOperation
        public String ofBytes(byte[] v) {
            return new String(v, StandardCharsets.UTF_8);
        }

        @ApiOperation
        public String ofPoint(Point v) {
            return "" + v;
        }

        @ApiOperation
        public String ofInts(int[] v) {
            return Arrays.toString(v);
        }

        @ApiOperation
        public String ofMap(Map<String, Level> v) {
            return "" + v;
        }

        @ApiOperation
        public String optional(
                @ApiParameter(name = "text", required = false) @Nullable String text,
                @ApiParameter(name = "number", required = false) int number,
                @ApiParameter(name = "level") Optional<Level> level) {
            return text + number + level;
        }
    }

    @BeforeEach
    void offer() {
        AnnotatedModule read = new AnnotatedModule(new Echo(), "Echo", EngineFixture.LAB, 1, new Structures());
        assertThat(read.failures()).isEmpty();
        lab.engine.offer(new Offer(EngineFixture.LAB, "Echo", 0, 1, read.operations(), read.failures()));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private String takes(String type, Object value) {
        return String.valueOf(lab.invoke("Echo.Of" + type, Map.of("v", value)));
    }

    private void refuses(String type, Object value) {
        assertThatThrownBy(() -> lab.invoke("Echo.Of" + type, Map.of("v", value)))
                .as("%s for %s", value, type)
                .isInstanceOfSatisfying(ApiValidationException.class, refusal -> assertThat(refusal.violations())
                        .isNotEmpty());
    }

    @Test
    void aNumberFitsEveryIntegerTypeThatHoldsItExactly() {
        assertThat(takes("Int", 5L)).isEqualTo("5");
        assertThat(takes("Int", 5.0)).isEqualTo("5");
        assertThat(takes("Int", new BigDecimal("5.00"))).isEqualTo("5");
        assertThat(takes("Byte", -128)).isEqualTo("-128");
        assertThat(takes("Long", BigInteger.TWO)).isEqualTo("2");
        assertThat(takes("Big", 1e3)).isEqualTo("1000");
        refuses("Int", 5.5);
        refuses("Int", 1L << 31);
        refuses("Byte", 128);
        refuses("Long", new BigInteger("9223372036854775808"));
        refuses("Long", 1e19);
        refuses("Long", Double.NaN);
    }

    @Test
    void anyNumberFitsTypesWithFraction() {
        assertThat(takes("Double", 5)).isEqualTo("5.0");
        assertThat(takes("Double", new BigDecimal("0.1"))).isEqualTo("0.1");
        assertThat(takes("Decimal", 0.1)).isEqualTo("0.1");
        assertThat(takes("Decimal", 5)).isEqualTo("5");
        refuses("Double", "5");
        refuses("Double", true);
    }

    @Test
    void stringsAreNeverTurnedIntoNumbersOrBooleans() {
        refuses("Int", "5");
        refuses("Big", "5");
        refuses("Decimal", "5");
        refuses("Flag", "true");
        refuses("Flag", 1);
    }

    @Test
    void numbersAndBooleansAreNeverTurnedIntoStrings() {
        refuses("Text", 5);
        refuses("Text", true);
        refuses("Text", List.of("a"));
        refuses("Char", 65);
        refuses("Char", "ab");
        refuses("Char", "");
        assertThat(takes("Char", "a")).isEqualTo("a");
        assertThat(takes("Text", 'a')).isEqualTo("a");
        assertThat(takes("Text", LocalDate.of(2026, 1, 31))).isEqualTo("2026-01-31");
    }

    @Test
    void aStringFitsWhatItSpells() {
        assertThat(takes("Level", "HIGH")).isEqualTo("HIGH");
        assertThat(takes("Instant", "2026-01-31T12:00:00Z")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(takes("Date", "2026-01-31")).isEqualTo("2026-01-31");
        assertThat(takes("Duration", "PT1.5S")).isEqualTo("PT1.5S");
        assertThat(takes("Duration", Duration.ofMillis(-1).toString())).isEqualTo("PT-0.001S");
        assertThat(takes("Id", "2eb8aa08-aa98-11ea-b4aa-73b441d16380"))
                .isEqualTo("2eb8aa08-aa98-11ea-b4aa-73b441d16380");
        assertThat(takes("Uri", "http://a/b")).isEqualTo("http://a/b");
        assertThat(takes("Bytes", "YWJj")).isEqualTo("abc");
        refuses("Level", "high");
        refuses("Level", 1);
        refuses("Instant", "2026-01-31");
        refuses("Instant", 1_769_860_800);
        refuses("Date", "31.01.2026");
        refuses("Duration", "5s");
        refuses("Duration", "P1Y");
        refuses("Id", "2eb8aa08");
        refuses("Uri", "http://a b");
        refuses("Bytes", "not base64!");
    }

    @Test
    void valuesOfTheTypeItselfFit() {
        assertThat(takes("Level", Level.LOW)).isEqualTo("LOW");
        assertThat(takes("Instant", Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(takes("Bytes", "abc".getBytes(StandardCharsets.UTF_8))).isEqualTo("abc");
        assertThat(takes("Id", new UUID(0, 0))).startsWith("0000");
        refuses("Date", Instant.EPOCH);
        refuses("Id", URI.create("a"));
    }

    @Test
    void recordsAreFilledFromObjects() {
        assertThat(takes("Point", Map.of("x", 1))).isEqualTo("Point[x=1, label=null]");
        assertThat(takes("Point", Map.of("X", 1.0, "Label", "a"))).isEqualTo("Point[x=1, label=a]");
        assertThat(takes("Point", Map.of("x", 1, "colour", "is ignored"))).isEqualTo("Point[x=1, label=null]");
        assertThat(takes("Point", new Point(1, null))).isEqualTo("Point[x=1, label=null]");
        refuses("Point", Map.of("label", "a"));
        refuses("Point", Map.of("x", "1"));
        refuses("Point", List.of(1, "a"));
        refuses("Point", "Point[x=1]");
    }

    @Test
    void listsAndMapsAreTakenItemByItem() {
        assertThat(takes("Ints", List.of(1, 2L, 3.0))).isEqualTo("[1, 2, 3]");
        assertThat(takes("Map", Map.of("a", "LOW"))).isEqualTo("{a=LOW}");
        refuses("Ints", 1);
        refuses("Ints", List.of(1, "2"));
        refuses("Map", Map.of("a", "NONE"));
        refuses("Map", List.of());
    }

    @Test
    void whatIsMissingOrNullIsNullOrZeroOrEmpty() {
        Map<String, Object> nulls = new HashMap<>();
        nulls.put("text", null);
        nulls.put("number", null);
        nulls.put("level", null);

        assertThat(lab.invoke("Echo.Optional", Map.of())).isEqualTo("null0Optional.empty");
        assertThat(lab.invoke("Echo.Optional", nulls)).isEqualTo("null0Optional.empty");
        assertThat(lab.invoke("Echo.Optional", Map.of("level", "LOW"))).isEqualTo("null0Optional[LOW]");
        assertThatThrownBy(() -> lab.invoke("Echo.OfText", nulls)).hasMessageContaining("v is missing");
        assertThatThrownBy(() -> lab.invoke("Echo.OfText", Map.of("v", "a", "w", 1)))
                .hasMessageContaining("w is unknown");
    }
}
