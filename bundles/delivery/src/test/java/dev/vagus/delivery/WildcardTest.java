package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "Config*, ConfigChanged, true",
        "Config*, Config, true",
        "Config*, AConfig, false",
        "*Changed, ConfigChanged, true",
        "*.Changed, ConfigChanged, false",
        "A*B, AB, true",
        "AB*BA, ABA, false",
        "a*b*c, aXbYc, true",
        "a*b*c, acb, false",
        "*, anything, true",
        "Exact, Exact, true",
        "Exact, exact, false",
        "a.c, abc, false",
        "**, x, true",
    })
    void matchesAsItIsWritten(String pattern, String text, boolean expected) {
        assertThat(Wildcard.compile(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void agreesWithARegularExpressionOnRandomPatterns() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = random(random, "ab*", 6);
            String text = random(random, "ab", 8);
            boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);
            assertThat(Wildcard.compile(pattern).matches(text))
                    .as("%s against %s", pattern, text)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, lab.Started, true",
        "Config*, ConfigChanged, true",
        "Config*, Config.Changed, false",
        "*.Changed, Config.Changed, true",
        "*.Changed, lab.Config.Changed, false",
        "**.Changed, lab.Config.Changed, true",
        "**.Changed, Changed, false",
        "lab.**, lab.step.Started, true",
        "lab.**, lab, false",
        "lab.*.Started, lab.step.Started, true",
        "lab.*.Started, lab.a.b.Started, false",
        "lab.**.St*, lab.a.b.Started, true",
        "lab.**.St*, lab.a.b.Started.x, false",
        "lab**, lab, true",
        "**, a.b, true",
        "lab.Started, lab.Started, true",
    })
    void aStarOfADottedPatternStaysWithinAPart(String pattern, String text, boolean expected) {
        assertThat(Wildcard.dotted(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void aDottedPatternAgreesWithARegularExpressionOnRandomPatterns() {
        Random random = new Random(8);
        for (int i = 0; i < 40_000; i++) {
            String pattern = random(random, "ab.**", 8);
            String text = random(random, "ab.", 10);
            String regex = pattern.equals("*")
                    ? ".*"
                    : pattern.replace(".", "[.]")
                            .replace("**", "#")
                            .replace("*", "[^.]*")
                            .replace("#", ".*");
            assertThat(Wildcard.dotted(pattern).matches(text))
                    .as("%s against %s", pattern, text)
                    .isEqualTo(Pattern.matches(regex, text));
        }
    }

    private static String random(Random random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
