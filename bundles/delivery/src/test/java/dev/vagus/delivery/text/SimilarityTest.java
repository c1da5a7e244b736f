package dev.vagus.delivery.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Test
    void countsInsertionsDeletionsSubstitutionsAndSwaps() {
        assertThat(new EditDistance().between("step", "step", 4)).isZero();
        assertThat(new EditDistance().between("stp", "step", 4)).isOne();
        assertThat(new EditDistance().between("stepp", "step", 4)).isOne();
        assertThat(new EditDistance().between("stop", "step", 4)).isOne();
        assertThat(new EditDistance().between("setp", "step", 4)).isOne();
        assertThat(new EditDistance().between("", "step", 4)).isEqualTo(4);
    }

    @Test
    void stopsAtTheLimit() {
        assertThat(new EditDistance().between("completely", "different!", 2)).isGreaterThan(2);
        assertThat(new EditDistance().between("a", "abcdef", 2)).isGreaterThan(2);
    }

    @Test
    void givesTheClosestFirstWithoutRegardToCase() {
        assertThat(Similarity.closest("labrunner.stats", List.of("LabRunner.Status", "LabRunner.State", "Other.X"), 3))
                .containsExactly("LabRunner.State", "LabRunner.Status");
        assertThat(Similarity.closest("x".repeat(500), List.of("x".repeat(500)), 3))
                .isEmpty();
    }

    @Test
    void theBandGivesTheSameAsTheWholeTable() {
        java.util.Random random = new java.util.Random(4);
        EditDistance distances = new EditDistance();
        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = word(random);
            int limit = random.nextInt(5);
            assertThat(distances.between(a, b, limit))
                    .as("%s and %s up to %s", a, b, limit)
                    .isEqualTo(Math.min(limit + 1, wholeTable(a, b)));
        }
    }

    private static String word(java.util.Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static int wholeTable(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                table[i][j] = Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[a.length()][b.length()];
    }

    @Test
    void namesWhatWasMeantOrWhatIsKnown() {
        assertThat(Similarity.hint("retry.mx", List.of("timeout.ms", "retry.max")))
                .isEqualTo("did you mean retry.max?");
        assertThat(Similarity.hint("zzz", List.of("timeout.ms", "retry.max")))
                .isEqualTo("known are timeout.ms, retry.max");
    }
}
