package dev.vagus.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static Map<String, Object> read(String json) {
        return StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(
                        read(
                                " {\"a\" : [1, -2.5, 1e2, \"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\", true, false], \"b\":{},\"c\":[]}\n"))
                .isEqualTo(Map.of(
                        "a",
                        List.of(1L, -2.5, 100.0, "x\"\\/\b\f\n\r\t\u00e9\ud83d\ude00", true, false),
                        "b",
                        Map.of(),
                        "c",
                        List.of()));
        assertThat(read("{\"n\":null}")).containsEntry("n", StrictJson.NULL);
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "1",
                "\"a\"",
                "null",
                "{}{}",
                "{} x",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":[1,]}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":0x1}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"",
                "{\"a\":1,\"a\":1}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"a\":1/**/}",
                "//\n{}",
                "\ufeff{}",
                "{\"a\":1234567890123456789012345}",
                "{\"a\":\"\\u\u0661\u0661\u0661\u0661\"}"
            })
    void readsNothingElse(String text) {
        assertThat(read(text)).isNull();
    }

    @Test
    void readsUtf8Only() {
        for (byte[] bytes : List.of(
                "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{}".getBytes(StandardCharsets.UTF_16LE),
                new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'})) {
            assertThat(StrictJson.object(bytes)).isNull();
        }
    }

    @Test
    void isBoundedInDepthAndNumber() {
        assertThat(read("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}")).isNotNull();
        assertThat(read("{\"a\":" + "[".repeat(9) + "]".repeat(9) + "}")).isNull();
        assertThat(read("{\"a\":[" + "1,".repeat(500) + "1]}")).isNotNull();
        assertThat(read("{\"a\":[" + "1,".repeat(600) + "1]}")).isNull();
        assertThat(read("{\"a\":" + "{\"a\":".repeat(100_000))).isNull();
    }
}
