package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Command command = Command.named("wash", "wash something")
            .argument("WHAT", "what to wash", () -> List.of("car", "dog"))
            .many("MORE", "more of it", places -> places.contains("car") ? List.of("wheels", "Speed=") : List.of())
            .option("--with", "TOOL", "what to wash it with", () -> List.of("sponge", "hose"))
            .option("--heat", "cold|hot", "how warm")
            .repeatable("--helper", "NAME", "who helps")
            .flag("--dry", "and dry it")
            .example("wash car")
            .does((arguments, output) -> output.line("washed"));

    private List<String> complete(String begun, String... before) {
        return Completion.of(command, List.of(before), begun).stream()
                .map(Completion.Candidate::word)
                .toList();
    }

    @Test
    void offersWhatStandsAtAPlaceByWhatStandsBefore() {
        assertThat(complete("")).containsExactly("car", "dog");
        assertThat(complete("", "car")).containsExactly("wheels", "Speed=");
        assertThat(complete("", "car", "wheels")).containsExactly("wheels", "Speed=");
        assertThat(complete("", "--dry", "--with", "hose", "car")).containsExactly("wheels", "Speed=");
    }

    @Test
    void offersOptionsWhereTheyAreBegunOrNothingElseIsKnown() {
        assertThat(complete("-")).containsExactly("--with", "--heat", "--helper", "--dry", "--help");
        assertThat(complete("", "dog")).containsExactly("--with", "--heat", "--helper", "--dry", "--help");
        assertThat(complete("x", "dog")).isEmpty();
    }

    @Test
    void offersAnOptionOnceUnlessItMayBeRepeated() {
        assertThat(complete("--", "--dry", "--heat=hot", "--helper", "ann"))
                .containsExactly("--with", "--helper", "--help");
        assertThat(Completion.allows(command, List.of("--dry"), "--dry")).isFalse();
        assertThat(Completion.allows(command, List.of("--dry"), "--with")).isTrue();
    }

    @Test
    void offersTheValuesOfTheOptionBefore() {
        assertThat(complete("", "car", "--with")).containsExactly("sponge", "hose");
        assertThat(complete("h", "--heat")).containsExactly("cold", "hot");
        assertThat(complete("--heat=c")).containsExactly("--heat=cold", "--heat=hot");
        assertThat(complete("", "--helper")).isEmpty();
        assertThat(complete("--never=")).isEmpty();
    }

    @Test
    void afterTwoHyphensEverythingIsAPlace() {
        assertThat(complete("", "--")).containsExactly("car", "dog");
        assertThat(complete("--", "--", "car")).containsExactly("wheels", "Speed=");
        assertThat(complete("", "--", "dog")).isEmpty();
    }

    @Test
    void sayWhatOptionsDoAndWhetherTheWordEnds() {
        assertThat(Completion.of(command, List.of(), "--d"))
                .contains(new Completion.Candidate("--dry", "and dry it", true));
        assertThat(Completion.of(command, List.of("car"), "Sp"))
                .contains(new Completion.Candidate("Speed=", "", false));
    }
}
