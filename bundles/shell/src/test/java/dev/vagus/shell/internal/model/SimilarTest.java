package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
    private static final List<String> KNOWN = List.of("LabRunner.ExecuteStep", "LabRunner.Status", "Progress.Report");

    @Test
    void findsWhatIsMissingTooMuchSwappedOrOfAnotherCase() {
        assertThat(Similar.to("LabRunner.ExecutStep", KNOWN)).containsExactly("LabRunner.ExecuteStep");
        assertThat(Similar.to("labrunner.status", KNOWN)).containsExactly("LabRunner.Status");
        assertThat(Similar.to("Progress.Reprot", KNOWN)).containsExactly("Progress.Report");
        assertThat(Similar.distance("ab", "ba")).isEqualTo(1);
        assertThat(Similar.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void findsNothingWhereNothingIsAlike() {
        assertThat(Similar.to("Zebra", KNOWN)).isEmpty();
        assertThat(Similar.hint("Zebra", KNOWN, "; look around")).isEqualTo("; look around");
    }

    @Test
    void proposesOnlyTheLikestAndAtMostTwo() {
        assertThat(Similar.hint("abcdef", List.of("abcdXY", "abcdeX", "zabcdef", "abcdefg"), ""))
                .isEqualTo("; did you mean abcdeX or abcdefg?");
    }
}
