package dev.vagus.metrics.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "dbPassword",
                "PASSWD",
                "accessToken",
                "client_secret",
                "Authorization",
                "api-key",
                "apiKey",
                "api_key",
                "private.key",
                "credentials"
            })
    void entriesThatAreNamedLikeASecretAreHiddenHoweverDeepTheyLie(String name) {
        String text = Masking.payload(Map.of("user", Map.of("list", List.of(Map.of(name, "hunter2")))));
        assertThat(text).isEqualTo("{\"user\":{\"list\":[{\"" + name + "\":\"***\"}]}}");
    }

    @Test
    void aTextThatIsATokenIsHiddenWhereverItIs() {
        assertThat(Masking.payload(List.of("a " + JWT + " b", "Bearer abc123", 7, true)))
                .isEqualTo("[\"a *** b\",\"Bearer ***\",7,true]");
        assertThat(Masking.text("refused " + JWT)).isEqualTo("refused ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login failed for password=hunter2",
                "{\"password\":\"hunter2\"}",
                "the api-key: hunter2, is wrong",
                "Authorization: Bearer hunter2",
                "db.password = 'hunter2'"
            })
    void errorsAndNotesHideWhatIsNamedLikeASecret(String text) {
        assertThat(Masking.text(text)).doesNotContain("hunter2").contains("***");
    }

    @Test
    void otherTextsStayAsTheyAre() {
        String text = "subscription audit of module Audit on channel Jobs: its mailbox is full";
        assertThat(Masking.text(text)).isEqualTo(text);
        assertThat(Masking.payload(null)).isEmpty();
    }

    @Test
    void payloadsAreCutHoweverLargeOrDeepTheyAre() {
        assertThat(Masking.payload("x".repeat(1_000_000))).hasSizeLessThanOrEqualTo(Masking.LONGEST + 5);
        assertThat(Masking.payload(Collections.nCopies(1_000_000, 1))).hasSizeLessThanOrEqualTo(Masking.LONGEST + 5);
        Map<String, Object> wide = new LinkedHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            wide.put("key" + i, i);
        }
        assertThat(Masking.payload(wide)).hasSizeLessThanOrEqualTo(Masking.LONGEST + 5);
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(Masking.payload(deep)).hasSizeLessThanOrEqualTo(Masking.LONGEST + 5);
        assertThat(Masking.text("y".repeat(10_000))).hasSizeLessThanOrEqualTo(Masking.LONGEST_TEXT + 5);
    }
}
