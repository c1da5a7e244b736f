package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.delivery.structure.Structures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every value of plain structure comes back from JSON as it was, of the same class. */
class PlainJsonTest {
    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    static Stream<Object> values() {
        OffsetDateTime moment = OffsetDateTime.of(2026, 2, 28, 23, 59, 58, 123_456_789, ZoneOffset.ofHours(-7));
        return Stream.of(
                "",
                "a \u00e4 \uD83D\uDE00 \u0000 \" \\ $Long",
                "\uD83D alone",
                true,
                'x',
                '\uD83D',
                Byte.MIN_VALUE,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                5L,
                Long.MAX_VALUE,
                1.5f,
                Float.NaN,
                0.1,
                -0.0,
                3.0,
                1e300,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("1.500"),
                new UUID(1, 2),
                URI.create("urn:x"),
                Instant.MAX,
                Duration.ofNanos(-5),
                Period.of(1, 2, 3),
                LocalDate.EPOCH,
                LocalTime.NOON,
                LocalDateTime.of(2026, 1, 2, 3, 4),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
                moment,
                ZonedDateTime.of(moment.toLocalDateTime(), ZoneId.of("Europe/Berlin")),
                Year.of(12_345),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29),
                DayOfWeek.FRIDAY,
                Month.MAY,
                ZoneOffset.ofHours(2),
                ZoneId.of("Europe/Berlin"),
                List.of(),
                Map.of(),
                Map.of("a", List.of(Map.of("b", 1L), 2)),
                Map.of("$Long", "5"),
                Map.of("$map", Map.of("$x", 1), "y", 2),
                Map.of("$unknown", 5L));
    }

    private @Nullable Object thereAndBack(@Nullable Object value) {
        String json = mapper.writeValueAsString(PlainJson.encode(value));
        assertThat(json).isASCII();
        return new Structures().freeze(PlainJson.decode(mapper.readValue(json, Object.class)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsItWas(Object value) {
        Object back = thereAndBack(value);
        assertThat(back).isEqualTo(value);
        if (!(value instanceof Map) && !(value instanceof List)) {
            assertThat(back).hasSameClassAs(value);
        }
    }

    @Test
    void nothingAndBytesComeBackToo() {
        Map<String, Object> data = new HashMap<>();
        data.put("none", null);
        data.put("list", Arrays.asList(1, null));
        assertThat(thereAndBack(data)).isEqualTo(data);
        assertThat(thereAndBack(null)).isNull();
        assertThat(thereAndBack(new byte[] {1, -1})).isEqualTo(new byte[] {1, -1});
    }

    @Test
    void whatHasNoTextOfItsOwnBecomesOneThatSaysSo() {
        assertThat(thereAndBack(Map.of("clock", Clock.systemUTC())).toString())
                .contains("clock=(a java.time.Clock$SystemClock that the store cannot keep)");
        assertThat(PlainJson.decode(Map.of("$Later", "x"))).isEqualTo("(a Later that this version does not know)");
    }
}
