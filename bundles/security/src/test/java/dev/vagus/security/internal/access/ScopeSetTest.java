package dev.vagus.security.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.security.VagusPermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeSetTest {
    @ParameterizedTest
    @CsvSource({
        "api:LabRunner.ExecuteStep, api:LabRunner.ExecuteStep, true",
        "api:LabRunner.*, api:LabRunner.ExecuteStep, true",
        "api:LabRunner.*, api:LabRunners.ExecuteStep, false",
        "api:*, api:LabRunner.ExecuteStep, true",
        "api:call, api:LabRunner.ExecuteStep, true",
        "api:call, api:call, true",
        "api:call, bus:publish:Configuration, false",
        "api, api:LabRunner.ExecuteStep, true",
        "apis, api:LabRunner.ExecuteStep, false",
        "events:publish, events:publish:LabStepDone, true",
        "events:publish, events:publisher:LabStepDone, false",
        "events:publish:Lab*, events:publish:LabStepDone, true",
        "events:publish:Lab*, events:subscribe:LabStepDone, false",
        "bus:publish:Configuration, bus:publish:Configurations, false",
        "bus:publish:Configuration, bus:publish:Configuration:Sub, true",
        "bus:*:Configuration, bus:publish:Configuration, true",
        "bus:*:Configuration, bus:publish:Configuration:Sub, true",
        "bus:*:Configuration, bus:publish:ConfigurationSub, false",
        "bus:publish:Configuration, bus:publish, false",
        "bus:manage, bus:manage:*, true",
        "bus:manage:*, bus:manage:*, true",
        "bus:manage:*, bus:manage:Ord*, true",
        "bus:manage:O*, bus:manage:Ord*, true",
        "bus:manage:Ord*, bus:manage:Ord*, true",
        "bus:manage:Orders, bus:manage:Ord*, false",
        "bus:manage:Ord*, bus:manage:O*, false",
        "bus:manage:Ord*, bus:manage:*, false",
        "bus:publish, bus:manage:Orders, false",
        "*, anything:at:all, true",
        "lab:run, lab:run, true",
        "LAB:run, lab:run, false",
    })
    void coversItselfAndWhatIsBelow(String has, String needs, boolean covers) {
        assertThat(ScopeSet.of(Set.of(has)).covers(needs)).isEqualTo(covers);
    }

    @Test
    void saysWhichScopeCovers() {
        ScopeSet scopes = ScopeSet.of(Set.of("api:call", "events:publish", "bus:publish:Conf*"));

        assertThat(scopes.covering("api:Shop.Buy")).isEqualTo("api:call");
        assertThat(scopes.covering("events:publish:Sold")).isEqualTo("events:publish");
        assertThat(scopes.covering("bus:publish:Configuration")).isEqualTo("bus:publish:Conf*");
        assertThat(scopes.covering("bus:subscribe:Configuration")).isNull();
    }

    @Test
    void decidesAsANaiveOracleDoesAndAsThePermission() {
        Random random = new Random(20261122);
        int covered = 0;
        for (int i = 0; i < 40_000; i++) {
            Set<String> has = new HashSet<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                has.add(text(random, "ab:*."));
            }
            if (random.nextInt(8) == 0) {
                has.add("api:call");
            }
            String needs = random.nextInt(8) == 0 ? "api:" + text(random, "ab:.") : text(random, "ab:.");
            boolean oracle = has.stream().anyMatch(each -> Oracle.covers(each, needs));
            boolean permission =
                    has.stream().anyMatch(each -> new VagusPermission(each).implies(new VagusPermission(needs)));
            boolean answer = ScopeSet.of(has).covers(needs);
            assertThat(answer).as("%s covers %s", has, needs).isEqualTo(oracle).isEqualTo(permission);
            covered += answer ? 1 : 0;
        }
        assertThat(covered).isBetween(4_000, 36_000);
    }

    private static String text(Random random, String characters) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(7); n >= 0; n--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Test
    void hostilePatternsCostLittle() {
        String pattern = "a*a*a*a*a*a*a*a*".repeat(1) + "b";
        String text = "a".repeat(100_000);
        long begin = System.nanoTime();

        assertThat(ScopeSet.of(Set.of(pattern)).covers(text)).isFalse();
        assertThat(new VagusPermission("*a".repeat(64) + "b").implies(new VagusPermission("a".repeat(2_000))))
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "a\\b", "a\nb", "ä", "\u0000", "\u007f", "", "a::b", ":a", "a:"})
    void namesAScopeThatIsNone(String scope) {
        assertThatThrownBy(() -> Scopes.check(scope))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scope")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysWhichCharacterIsWrongAndWhatToDo() {
        assertThatThrownBy(() -> Scopes.check("bus:publish:Two Words"))
                .hasMessage("the scope 'bus:publish:Two Words' has the character U+0020 at 16, which scopes cannot have"
                        + " (RFC 6749): write * for it");
    }

    @Test
    void refusesScopesThatAreTooLongOrHaveTooManyStars() {
        assertThatThrownBy(() -> Scopes.check("a".repeat(257))).hasMessageContaining("257 characters");
        assertThatThrownBy(() -> Scopes.check("a*".repeat(9))).hasMessageContaining("more than 8 stars");
        assertThatThrownBy(() -> Scopes.checkAll(List.of("role:admin"))).hasMessageContaining("is a role");
        assertThatCode(() -> Scopes.checkAll(List.of("api:LabRunner.*", "!", "#$%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~")))
                .doesNotThrowAnyException();
    }
}
