package dev.vagus.examples.labrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedStepsTest {
    private final VerifiedSteps steps = new VerifiedSteps();

    @Test
    void verifiesEachStep() {
        assertThat(steps.actions("DeployVM", Map.of("Name", "web-1"))).endsWith("verify web-1");
        assertThat(steps.actions("TakeSnapshot", Map.of())).endsWith("verify lab");
        assertThat(steps.statusWhenDone()).isEqualTo("verified");
    }

    @Test
    void knowsOneStepMore() {
        assertThat(steps.actions("RestoreSnapshot", Map.of())).hasSize(4);
        assertThatThrownBy(() -> steps.actions("Dance", Map.of())).hasMessageContaining("RestoreSnapshot");
    }
}
