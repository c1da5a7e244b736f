package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.registry.internal.schema.Similarity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Test
    void countsInsertionsDeletionsSubstitutionsAndSwaps() {
        assertThat(Similarity.distance("step", "step", 4)).isZero();
        assertThat(Similarity.distance("stp", "step", 4)).isOne();
        assertThat(Similarity.distance("stepp", "step", 4)).isOne();
        assertThat(Similarity.distance("stop", "step", 4)).isOne();
        assertThat(Similarity.distance("setp", "step", 4)).isOne();
        assertThat(Similarity.distance("", "step", 4)).isEqualTo(4);
    }

    @Test
    void stopsAtTheLimit() {
        assertThat(Similarity.distance("completely", "different!", 2)).isGreaterThan(2);
        assertThat(Similarity.distance("a", "abcdef", 2)).isGreaterThan(2);
    }

    @Test
    void givesTheClosestFirstWithoutRegardToCase() {
        assertThat(Similarity.closest("labrunner.stats", List.of("LabRunner.Status", "LabRunner.State", "Other.X"), 3))
                .containsExactly("LabRunner.State", "LabRunner.Status");
        assertThat(Similarity.closest("x".repeat(500), List.of("x".repeat(500)), 3))
                .isEmpty();
    }

    @Test
    void patternsMatchAnyRunOfCharacters() {
        assertThat(new NamePattern("LabRunner.*").matches("LabRunner.Run")).isTrue();
        assertThat(new NamePattern("*.Export").matches("Lab.Export")).isTrue();
        assertThat(new NamePattern("L*R*.*n").matches("LabRunner.Run")).isTrue();
        assertThat(new NamePattern("LabRunner.R").matches("LabRunner.Run")).isFalse();
        assertThat(new NamePattern("*").matches("")).isTrue();
        assertThat(new NamePattern("*x").matches("xy")).isFalse();
    }
}
