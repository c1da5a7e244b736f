package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vagus.registry.UnknownOperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> NAMES = List.of(
            "LabRunner.ExecuteStep",
            "LabRunner.ListSteps",
            "LabRunner.Status",
            "Backup.Start",
            "Backup.Stop",
            "Configuration.Get",
            "Configuration.Set");

    private static List<String> of(String wanted) {
        return Suggestions.similar(wanted, NAMES, 3);
    }

    @Test
    void findsTypingErrors() {
        assertThat(of("LabRunner.ExecuteSetp")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("LabRuner.ExcuteStep")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("LabRunner.ExecuteSteps")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("labrunner.executestep")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("LABRUNNER.STATUS")).containsExactly("LabRunner.Status");
        assertThat(of("LabRunner/ExecuteStep")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("LabRunnerExecuteStep")).containsExactly("LabRunner.ExecuteStep");
    }

    @Test
    void putsTheLikestFirst() {
        assertThat(of("Backup.Stopp")).containsExactly("Backup.Stop", "Backup.Start");
        assertThat(of("Configuration.Gt")).startsWith("Configuration.Get").contains("Configuration.Set");
    }

    @Test
    void findsNamesWithoutTheirModuleOrInAnotherOne() {
        assertThat(of("ExecuteStep")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("executestpe")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of("Laboratory.ExecuteStep")).containsExactly("LabRunner.ExecuteStep");
        assertThat(of(".Status")).contains("LabRunner.Status");
    }

    @Test
    void showsWhatTheModuleHasWhenNothingIsNear() {
        assertThat(of("LabRuner.Destroy"))
                .containsExactly("LabRunner.ExecuteStep", "LabRunner.ListSteps", "LabRunner.Status");
        assertThat(of("Backup.")).containsExactly("Backup.Start", "Backup.Stop");
    }

    @Test
    void proposesNothingForWhatIsLikeNothing() {
        assertThat(of("Weather.Forecast")).isEmpty();
        assertThat(of("")).isEmpty();
        assertThat(of(".")).isEmpty();
        assertThat(of("x".repeat(100_000))).isEmpty();
    }

    @Test
    void theLikestOfAHundredThousandNamesAreFound() {
        List<String> names = new ArrayList<>();
        for (int module = 0; module < 1_000; module++) {
            for (int operation = 0; operation < 100; operation++) {
                names.add("Module" + module + ".Operation" + operation);
            }
        }

        assertThat(Suggestions.similar("Modul500.Operatoin50", names, 3))
                .startsWith("Module500.Operation50")
                .hasSize(3);
    }

    @Test
    void anAnswerIsKeptUntilAnOperationComesOrGoes() {
        try (EngineFixture lab = new EngineFixture()) {
            Placement first = lab.offer(EngineFixture.operation("Lab", "Start"), call -> "a");
            assertThat(proposed(lab)).containsExactly("Lab.Start");
            assertThat(proposed(lab)).containsExactly("Lab.Start");

            lab.offer(EngineFixture.operation("Lab", "Stat"), call -> "b");
            assertThat(proposed(lab)).containsExactly("Lab.Start", "Lab.Stat");

            lab.engine.withdraw(first);
            assertThat(proposed(lab)).containsExactly("Lab.Stat");
        }
    }

    @Test
    void overManyNamesOneThreadSearchesAtATime() {
        OperationIndex index = new OperationIndex();
        Misses misses = new Misses(index);
        List<List<String>> meanwhile = new ArrayList<>();
        List<OfferedOperation> operations = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            operations.add(new OfferedOperation(EngineFixture.operation("Lab", "Run" + i), call -> ""));
        }
        new Provider(new Offer(EngineFixture.LAB, "Lab", 0, 1, operations, List.of()), 0)
                .entries()
                .forEach(index::add);

        boolean alone = misses.whileWalking(() -> meanwhile.add(misses.similar("Lab.Rum1", 3)));

        assertThat(alone).isTrue();
        assertThat(meanwhile).containsExactly((List<String>) null);
        assertThat(misses.similar("Lab.Rum1", 3)).startsWith("Lab.Run1");
    }

    private static List<String> proposed(EngineFixture lab) {
        return catchThrowableOfType(UnknownOperationException.class, () -> lab.invoke("Lab.Strt", Map.of()))
                .suggestions();
    }
}
