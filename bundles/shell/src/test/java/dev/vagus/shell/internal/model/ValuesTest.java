package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static @Nullable Object convert(String text, String type) {
        return Values.convert("Key", text, Map.of("type", type));
    }

    @Test
    void readsAValueAsItsSchemaSays() {
        assertThat(convert("5", "string")).isEqualTo("5");
        assertThat(convert("5", "integer")).isEqualTo(5);
        assertThat(convert("-5000000000", "integer")).isEqualTo(-5_000_000_000L);
        assertThat(convert("99999999999999999999", "integer")).isEqualTo(new BigInteger("99999999999999999999"));
        assertThat(convert("1.50", "number")).isEqualTo(new BigDecimal("1.50"));
        assertThat(convert("true", "boolean")).isEqualTo(true);
        assertThat(convert("{\"a\":1}", "object")).isEqualTo(Map.of("a", 1));
        assertThat(convert("[1,\"a\"]", "array")).isEqualTo(List.of(1, "a"));
    }

    @Test
    void readsAnArrayFromValuesWithCommasToo() {
        Map<String, Object> integers = Map.of("type", "array", "items", Map.of("type", "integer"));

        assertThat(Values.convert("Key", "1,2,3", integers)).isEqualTo(List.of(1, 2, 3));
        assertThat(convert("", "array")).isEqualTo(List.of());
        assertThatThrownBy(() -> Values.convert("Key", "1,x", integers))
                .hasMessage("Key must be a whole number, but is 'x'");
    }

    @Test
    void saysWhatAValueMustBe() {
        assertThatThrownBy(() -> convert("5.5", "integer")).hasMessage("Key must be a whole number, but is '5.5'");
        assertThatThrownBy(() -> convert("x", "number")).hasMessage("Key must be a number, but is 'x'");
        assertThatThrownBy(() -> convert("yes", "boolean")).hasMessage("Key must be true or false, but is 'yes'");
        assertThatThrownBy(() -> convert("[1]", "object")).hasMessageStartingWith("Key must be a JSON object such as");
        assertThatThrownBy(() -> convert("{\"a\"", "object"))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("Key must be a JSON object such as")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> convert("[1", "array")).hasMessageStartingWith("Key must be a JSON array");
    }

    @Test
    void takesJsonAsSuchAndAnythingElseAsTextWhereNoSchemaSays() {
        Map<String, Object> anything = Map.of();

        assertThat(Values.convert("Key", "5", anything)).isEqualTo(5);
        assertThat(Values.convert("Key", "false", anything)).isEqualTo(false);
        assertThat(Values.convert("Key", "null", anything)).isNull();
        assertThat(Values.convert("Key", "{\"a\":[]}", anything)).isEqualTo(Map.of("a", List.of()));
        assertThat(Values.convert("Key", "\"5\"", anything)).isEqualTo("5");
        assertThat(Values.convert("Key", "007", anything)).isEqualTo("007");
        assertThat(Values.convert("Key", "web-1", anything)).isEqualTo("web-1");
        assertThat(Values.convert("Key", "5 apples", anything)).isEqualTo("5 apples");
        assertThat(Values.convert("Key", "", anything)).isEqualTo("");
    }

    @Test
    void takesNullWhereTheSchemaAllowsIt() {
        Map<String, Object> nullable = Map.of("type", Arrays.asList("integer", "null"));

        assertThat(Values.convert("Key", "null", nullable)).isNull();
        assertThat(Values.convert("Key", "7", nullable)).isEqualTo(7);
        assertThat(Values.convert("Key", "x", Map.of("type", List.of("integer", "string"))))
                .isEqualTo("x");
    }
}
