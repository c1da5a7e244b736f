package dev.vagus.examples.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.events.ModuleEvent;
import dev.vagus.examples.progress.ProgressReport.EndedStep;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    private void hear(String name, Map<String, Object> data) {
        progress.onEvent(new ModuleEvent("id", name, "Events", "LabRunner", Instant.EPOCH, null, data));
    }

    @Test
    void countsStepsAndRemembersHowTheyEnded() {
        hear("LabStepStarted", Map.of("StepName", "DeployVM"));
        hear("LabStepCompleted", Map.of("StepName", "DeployVM", "Duration", 12L));
        hear("LabStepStarted", Map.of("StepName", "Dance"));
        hear("LabStepFailed", Map.of("StepName", "Dance", "Error", "no step"));
        hear("LabStepStarted", Map.of("StepName", "TakeSnapshot"));

        ProgressReport report = progress.report();

        assertThat(report.started()).isEqualTo(3);
        assertThat(report.running()).isEqualTo(1);
        assertThat(report.completed()).isEqualTo(1);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.lastSteps())
                .containsExactly(
                        new EndedStep("Dance", "failed: no step", "1970-01-01T00:00:00Z"),
                        new EndedStep("DeployVM", "completed in 12 ms", "1970-01-01T00:00:00Z"));
    }

    @Test
    void remembersTheLatestStepsOnly() {
        for (int i = 1; i <= Progress.LAST_STEPS + 5; i++) {
            hear("LabStepCompleted", Map.of("StepName", "step-" + i, "Duration", 1L));
        }

        ProgressReport report = progress.report();

        assertThat(report.completed()).isEqualTo(Progress.LAST_STEPS + 5);
        assertThat(report.running()).isZero();
        assertThat(report.lastSteps()).hasSize(Progress.LAST_STEPS);
        assertThat(report.lastSteps().get(0).stepName()).isEqualTo("step-" + (Progress.LAST_STEPS + 5));
    }

    @Test
    void leavesOtherEventsOfThePatternAlone() {
        hear("LabStepPostponed", Map.of("StepName", "DeployVM"));

        assertThat(progress.report().lastSteps()).isEmpty();
        assertThat(progress.report().started()).isZero();
    }
}
