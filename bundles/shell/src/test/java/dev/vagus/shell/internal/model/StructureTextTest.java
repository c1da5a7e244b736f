package dev.vagus.shell.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructureTextTest {
    @Test
    void showsPlainValuesOnOneLine() {
        assertThat(StructureText.lines("text\nand more")).containsExactly("text and more");
        assertThat(StructureText.lines(5)).containsExactly("5");
        assertThat(StructureText.lines(null)).containsExactly("-");
        assertThat(StructureText.lines(List.of())).containsExactly("(none)");
        assertThat(StructureText.lines(Map.of())).containsExactly("(empty)");
        assertThat(StructureText.lines(new byte[3])).containsExactly("3 bytes");
    }

    @Test
    void alignsEntriesAndIndentsWhatIsNested() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("stepName", "DeployVM");
        step.put("actions", List.of("create", "start"));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("started", 2);
        report.put("nested", Map.of("key", true));
        report.put("lastSteps", List.of(step, "plain"));

        assertThat(StructureText.lines(report))
                .containsExactly(
                        "started    2",
                        "nested",
                        "  key  true",
                        "lastSteps",
                        "  - stepName  DeployVM",
                        "    actions   create, start",
                        "  - plain");
    }

    @Test
    void marksTheItemsOfAList() {
        assertThat(StructureText.lines(List.of(1, List.of(List.of(2))))).containsExactly("- 1", "- - 2");
    }

    @Test
    void goesOnBelowWhereTheLineEnds() {
        assertThat(StructureText.lines(Map.of("why", "the sea is high and wide"), 20))
                .containsExactly("why  the sea is high", "     and wide");
        assertThat(StructureText.lines(List.of("the sea is high"), 12)).containsExactly("- the sea is", "  high");
        assertThat(StructureText.lines("the sea is high", 12)).containsExactly("the sea is", "high");
    }
}
