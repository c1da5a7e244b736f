package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.breaker.PolicySnapshot;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyCommandsTest extends CommandTest {
    private static final String STEP = "LabRunner.ExecuteStep";
    private static final String LAB = "dev.vagus.policy~lab";

    @BeforeEach
    void makePolicies() {
        registry.operations.add(operation("LabRunner", "ExecuteStep"));
        Setting failures = new Setting("breaker.failures", 3L, LAB);
        Setting categories = new Setting("retry.categories", List.of("busy", "network"), LAB);
        breakers.policies.add(
                new PolicySnapshot(LAB, List.of("LabRunner.*", "*.Export"), List.of(categories, failures)));
        breakers.settings.addAll(List.of(categories, failures, new Setting("fallback", "", "default")));
    }

    @Test
    void listsPoliciesWithWhatTheySay() {
        assertThat(run("policy-list"))
                .containsPattern("dev.vagus.policy~lab +LabRunner\\.\\*, \\*\\.Export +retry.categories=busy, network;"
                        + " breaker.failures=3")
                .doesNotContain("REFUSED");
        assertThat(run("policy-list", "--json")).contains("\"targets\" : [ \"LabRunner.*\"", "\"refused\" : [ ]");
        breakers.policies.clear();
        assertThat(run("policy-list").strip()).isEqualTo("no policies; policy-show TARGET shows the defaults");
    }

    @Test
    void listsRefusedPoliciesToo() {
        breakers.refused.add(new FailedRegistration("policy", LAB, "vagus-breaker", 5, -1, "targets must name one"));

        assertThat(run("policy-list"))
                .containsPattern("dev.vagus.policy~lab +targets must name one")
                .contains("what a refused one said before still holds");
        assertThat(run("policy-show", STEP)).contains("1 policy was refused: see policy-list");
    }

    @Test
    void showsWhatHoldsForATarget() {
        assertThat(run("policy-show", STEP))
                .containsPattern("SETTING +VALUE +SOURCE")
                .containsPattern("breaker.failures +3 +dev.vagus.policy~lab")
                .containsPattern("retry.categories +busy, network +dev")
                .containsPattern("fallback +- +default");
        assertThat(run("policy-show", "guard:LabRunner.warehouse")).contains("breaker.failures");
        assertThat(run("policy-show", STEP, "--json")).contains("\"key\" : \"breaker.failures\"");
    }

    @Test
    void showsWhatTheRegistryDecidesToo() {
        Setting timeout = new Setting("timeout.ms", 30_000L, "dev.vagus.registry call.timeout.ms");
        Setting fallback = new Setting("fallback", "", "x");
        registry.explanations.put(
                STEP, new CallExplanation(STEP, "x", null, List.of(), List.of(), List.of(fallback, timeout), ""));

        assertThat(run("policy-show", STEP))
                .containsPattern("timeout.ms +30000 +dev.vagus.registry call.timeout.ms")
                .containsOnlyOnce("fallback");
    }

    @Test
    void leavesTheDefaultsOutOnDemand() {
        assertThat(run("policy-show", STEP, "--set"))
                .contains("breaker.failures")
                .doesNotContain("fallback");
        breakers.settings.clear();
        assertThat(run("policy-show", STEP, "--set").strip()).isEqualTo("no policy says anything about " + STEP);
    }

    @Test
    void saysWhatIsWrongWithATarget() {
        assertThat(failure("policy-show", "LabRunner.ExecutStep"))
                .isEqualTo("no operation LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
        assertThat(failure("policy-show", "Zebra"))
                .isEqualTo("no operation Zebra; api-list shows the operations, breaker-list the guards");
        assertThat(failure("policy-show", "LabRunner.*")).isEqualTo("the target 'LabRunner.*' is wrong");
        assertThat(failure("policy-show", "")).isEqualTo("the target '' is wrong");
        assertThat(failure("policy-show")).contains("TARGET is missing");
        assertThat(failure("policy-list", "x")).contains("'x' is too much");
    }

    @Test
    void saysThatFaultToleranceIsNotThere() {
        started = false;

        assertThat(failure("policy-list")).isEqualTo(failure("policy-show", STEP));
        assertThat(failure("policy-list"))
                .isEqualTo("fault tolerance is not there: bundle dev.vagus.breaker is not started");
    }
}
