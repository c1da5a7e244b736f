package dev.vagus.examples.labrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A module is plain Java: it needs no framework to be tested. */
class LabRunnerTest {
    private final RecordingEvents events = new RecordingEvents();
    private final LabRunner lab = new LabRunner(events, new BasicSteps());

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @Test
    void executesAStepAndTellsOfIt() {
        StepResult result = lab.executeStep("DeployVM", Map.of("Name", "web-1"));

        assertThat(result.stepName()).isEqualTo("DeployVM");
        assertThat(result.status()).isEqualTo("completed");
        assertThat(result.actions()).containsExactly("create machine web-1", "start machine web-1");
        assertThat(events.names).containsExactly("LabStepStarted", "LabStepCompleted");
        assertThat(events.data.get(1).get("StepName")).isEqualTo("DeployVM");
        assertThat(events.data.get(1).get("Duration")).isEqualTo(result.durationMillis());
        assertThat(lab.status()).isEqualTo(new LabStatus(0, 1, 0, LabRunner.DEFAULT_MAX_JOBS));
    }

    @Test
    void failsAStepThatItDoesNotKnow() {
        assertThatThrownBy(() -> lab.executeStep("Dance", null))
                .isInstanceOfSatisfying(UnknownStepException.class, e -> assertThat(e.category())
                        .isEqualTo(ErrorCategory.VALIDATION))
                .hasMessageContaining("no step 'Dance'; it has DeployVM");
        assertThat(events.names).containsExactly("LabStepStarted", "LabStepFailed");
        assertThat(events.data.get(1).get("Error")).asString().contains("no step 'Dance'");
        assertThat(lab.status().failed()).isEqualTo(1);
    }

    @Test
    void answersALongStepLater() throws Exception {
        StepResult result =
                lab.executeLongStep("DeployVM", 1, null).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(result.actions()).hasSize(2);
        assertThat(events.names).containsExactly("LabStepStarted", "LabStepCompleted");
    }

    @Test
    void failsLongStepsWhenTheModuleStops() throws Exception {
        CompletableFuture<StepResult> step =
                lab.executeLongStep("DeployVM", 600_000, null).toCompletableFuture();

        lab.close();

        assertThatThrownBy(() -> step.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LabClosedException.class);
        assertThat(List.copyOf(events.names)).endsWith("LabStepFailed");
    }

    @Test
    void takesAnotherLimitOfJobsUpwardsAndDownwards() {
        lab.limitJobs(9);
        assertThat(lab.status().maxJobs()).isEqualTo(9);

        lab.limitJobs(2);
        assertThat(lab.status().maxJobs()).isEqualTo(2);

        assertThatThrownBy(() -> lab.limitJobs(0)).hasMessage("MaxJobs must be at least 1, but is 0");
    }
}
