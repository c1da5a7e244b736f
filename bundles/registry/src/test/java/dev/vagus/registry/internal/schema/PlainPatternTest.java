package dev.vagus.registry.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[a-z]+$",
                "^[A-Za-z][A-Za-z0-9_-]*$",
                "^\\d{4}-\\d{2}-\\d{2}$",
                "^v?\\d+(?:)$",
                "^abc$",
                "^a?b*c+$",
                "^\\w{2,5}$",
                "^\\w{2,}:\\d?$",
                "^[a-c-]{1,3}$",
                "^\\/[a-b]*\\.$",
                "^[.$*]+$"
            })
    void matchesWhatTheEngineMatches(String regex) {
        Pattern pattern = Pattern.compile(regex.substring(0, regex.length() - 1) + "\\z");
        PlainPattern plain = PlainPattern.of(regex);
        Random random = new Random(7);
        List<String> seen =
                new ArrayList<>(List.of("abc", "2026-01-31", "ab:1", "Deploy-VM_1", "/ab.", "", "abé", "a\n"));
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                text.append("abcz019-_:./$*V\né".charAt(random.nextInt(17)));
            }
            seen.add(text.toString());
        }
        if (regex.contains("(")) {
            assertThat(plain).isNull();
            return;
        }
        assertThat(plain).isNotNull();
        for (String text : seen) {
            assertThat(plain.matches(text))
                    .as(text)
                    .isEqualTo(pattern.matcher(text).find());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z]+",
                "^a",
                "^a|b$",
                "^[a-z]+z$",
                "^a?b?a$",
                "^[^a]$",
                "^.$",
                "^a+?$",
                "^a++$",
                "^\\s$",
                "^\\bx$",
                "^(a)$",
                "^é$",
                "^[é]$",
                "^[]$",
                "^a\\$",
                "^[a&&b]$",
                "^[\\d-z]$",
                "^a{2$",
                "^a{,2}$",
                "^x{99999}$",
                "^$"
            })
    void leavesEverythingElseToTheEngine(String regex) {
        assertThat(PlainPattern.of(regex)).isNull();
    }
}
