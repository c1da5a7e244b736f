package dev.vagus.shell.internal.commands;

import static dev.vagus.shell.internal.commands.FakeRegistry.operation;
import static dev.vagus.shell.internal.commands.FakeRegistry.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.Setting;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationProvider;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.shell.internal.commands.FakeRegistry.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationCommandsTest extends CommandTest {
    private static final String STEP = "LabRunner.ExecuteStep";

    @BeforeEach
    void register() {
        registry.operations.add(operation(
                "LabRunner",
                "ExecuteStep",
                parameter("StepName", true, "string"),
                parameter("Count", false, "integer"),
                parameter("Parameters", false, "object")));
        registry.operations.add(operation("Progress", "Report"));
        registry.chains.put(STEP, List.of("logging", "gate"));
        registry.chains.put("Progress.Report", List.of("gate"));
    }

    @Test
    void takesAnOperationAwayWhenToldTwice() {
        assertThat(failure("api-unregister", STEP))
                .contains(STEP + " would go")
                .endsWith("give --force if that is meant");
        assertThat(run("api-list")).contains(STEP);
        assertThat(run("api-unregister", STEP, "--force").lines()).containsExactly("took away " + STEP);
        assertThat(run("api-list")).doesNotContain(STEP);
        assertThat(failure("api-unregister", STEP, "--force")).contains("no operation " + STEP);
    }

    @Test
    void takesMiddlewareAwayWhenToldTwice() {
        registry.chains.put("Progress.Report", List.of("gate", "validation"));

        assertThat(failure("middleware-remove", "logging"))
                .isEqualTo("logging goes around " + STEP + "; these would be called without it;"
                        + " nobody can be asked without a terminal: give --force if that is meant");
        assertThat(run("middleware-remove", "logging", "--force")).contains("took away logging");
        assertThat(run("middleware-list")).doesNotContain("logging");
        assertThat(failure("middleware-remove", "validation", "--force"))
                .isEqualTo("no middleware validation can be taken away: it belongs to the registry itself");
    }

    @Test
    void listsOperationsThatMatch() {
        assertThat(run("api-list").lines())
                .containsExactly(
                        "OPERATION              PARAMETERS                     VERSION  BUNDLE  DESCRIPTION",
                        "LabRunner.ExecuteStep  StepName [Count] [Parameters]  1.0.0        12  Execute a step",
                        "Progress.Report                                       1.0.0        12  Execute a step");
        assertThat(run("api-list", "labrunner.*")).contains(STEP).doesNotContain("Progress");
        assertThat(run("api-list", "--json")).contains("\"name\" : \"ExecuteStep\"");
    }

    @Test
    void showsAnOperation() {
        assertThat(run("api-show", STEP))
                .containsPattern("owner +LabRunner 1.0.0, bundle 12")
                .containsPattern("traits +synchronous, idempotent")
                .containsPattern("middleware +logging, gate")
                .containsPattern("StepName +yes +\\{\"type\":\"string\"}");
        assertThat(run("api-show", STEP, "--json")).contains("\"chain\" : [ \"logging\", \"gate\" ]");
        assertThat(failure("api-show", "LabRunner.ExecutStep"))
                .isEqualTo("no operation LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
    }

    @Test
    void listsMiddlewareWithWhatItGoesAround() {
        assertThat(run("middleware-list"))
                .containsPattern("logging +1 +LabRunner.ExecuteStep")
                .containsPattern("gate +2 +LabRunner.ExecuteStep, Progress.Report");
        assertThat(run("middleware-list", "Progress.Report")).contains("gate").doesNotContain("logging");
    }

    @Test
    void callsWithArgumentsReadBySchema() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("stepName", "DeployVM");
        result.put("actions", List.of("create", "start"));
        registry.answer = call -> result;

        String printed = run(
                "api-invoke",
                STEP,
                "StepName=42",
                "Count=3",
                "Parameters={\"Name\":\"web-1\"}",
                "--timeout",
                "2s",
                "--correlation",
                "c");

        assertThat(printed.lines()).containsExactly("stepName  DeployVM", "actions   create, start");
        Call call = Objects.requireNonNull(registry.lastCall);
        assertThat(call.parameters)
                .isEqualTo(Map.of("StepName", "42", "Count", 3, "Parameters", Map.of("Name", "web-1")));
        assertThat(call.timeout).isEqualTo(Duration.ofSeconds(2));
        assertThat(call.correlation).isEqualTo("c");
    }

    @Test
    void printsResultsAsJsonAndNothingAsDone() {
        registry.answer = call -> List.of(1, 2);
        assertThat(run("api-invoke", "Progress.Report", "--json").strip()).isEqualTo("[ 1, 2 ]");

        registry.answer = call -> null;
        assertThat(run("api-invoke", "Progress.Report")).isEqualToIgnoringNewLines("done");
        assertThat(run("api-invoke", "Progress.Report", "--json").strip()).isEqualTo("null");
    }

    @Test
    void saysWhichArgumentIsWrong() {
        assertThat(failure("api-invoke", STEP, "Stepname=x"))
                .isEqualTo("LabRunner.ExecuteStep has no parameter Stepname; did you mean StepName?");
        assertThat(failure("api-invoke", STEP, "Zebra=x"))
                .isEqualTo("LabRunner.ExecuteStep has no parameter Zebra; it has StepName, Count, Parameters");
        assertThat(failure("api-invoke", "Progress.Report", "x=1"))
                .isEqualTo("Progress.Report has no parameter x; it has none");
        assertThat(failure("api-invoke", STEP, "Count=many")).isEqualTo("Count must be a whole number, but is 'many'");
        assertThat(registry.lastCall).isNull();
    }

    @Test
    void proposesTheOperationThatWasMeant() {
        registry.answer = call -> {
            throw new UnknownOperationException("unknown", List.of());
        };
        assertThat(failure("api-invoke", "LabRunner.ExecutStep", "StepName=DeployVM"))
                .isEqualTo("no operation LabRunner.ExecutStep; did you mean LabRunner.ExecuteStep?");
        assertThat(failure("api-invoke", "Zebra")).isEqualTo("no operation Zebra; api-list shows what there is");

        registry.answer = call -> {
            throw new UnknownOperationException("unknown", List.of("Other.Step"));
        };
        assertThat(failure("api-invoke", "X")).isEqualTo("no operation X; did you mean Other.Step?");
    }

    @Test
    void failsInOneLineWithTheCategory() {
        registry.answer = call -> {
            throw new ModuleUnavailableException("module LabRunner has left;\n  start it");
        };

        assertThat(failure("api-invoke", STEP, "StepName=DeployVM"))
                .isEqualTo("module LabRunner has left; start it (unavailable)");
    }

    @Test
    void reportsADefectWithoutAStackTrace() {
        registry.answer = call -> {
            throw new IllegalStateException("broken");
        };

        assertThat(failure("api-invoke", STEP, "StepName=DeployVM"))
                .isEqualTo("api-invoke failed: java.lang.IllegalStateException: broken");
    }

    @Test
    void saysThatTheRegistryIsNotThere() {
        started = false;

        assertThat(failure("api-invoke", STEP))
                .isEqualTo("the API registry is not there: bundle dev.vagus.registry is not started");
    }

    @Test
    void explainsACall() {
        Setting timeout = new Setting("timeout.ms", 500L, "dev.vagus.policy~lab");
        Setting threshold = new Setting("breaker.failures", 10L, "default");
        registry.explanations.put(
                STEP,
                new CallExplanation(
                        STEP,
                        "vagus-shell",
                        registry.operations.get(0),
                        List.of(
                                new OperationProvider("LabRunner", 12, "example.lab", "2.0.0", 40, 5),
                                new OperationProvider("LabRunner", 12, "example.lab", "2.0.0", 41, 0)),
                        List.of(
                                new CallExplanation.Step("breaker", -3_000, false, "open for 3 s", List.of(threshold)),
                                new CallExplanation.Step("operation", Integer.MAX_VALUE, true, STEP, List.of())),
                        List.of(timeout),
                        "breaker refuses it: open for 3 s"));

        assertThat(run("api-explain", STEP))
                .contains("a call of " + STEP + " by vagus-shell would be refused: breaker refuses it: open for 3 s")
                .containsPattern("breaker +-3000 +no +open for 3 s")
                .containsPattern("timeout.ms +500 +dev.vagus.policy~lab")
                .containsPattern("breaker.failures +10 +default")
                .containsPattern("example.lab +2.0.0 +12 +5")
                .contains("in its shadow: example.lab 2.0.0 (bundle 12, ranking 0)");
        assertThat(run("api-explain", STEP, "--json")).contains("\"verdict\" : \"breaker refuses it: open for 3 s\"");
        assertThat(failure("api-explain", "Lab.No")).isEqualTo("no operation Lab.No");
    }

    @Test
    void saysHowOftenToTryAndWhetherABreakerMayRefuse() {
        run("api-invoke", STEP, "StepName=x", "--retries", "3", "--breaker", "false");

        assertThat(Objects.requireNonNull(registry.lastCall).options)
                .containsEntry("retries", 3)
                .containsEntry("breaker.enabled", false);
        assertThat(failure("api-invoke", STEP, "--breaker", "perhaps"))
                .isEqualTo("--breaker must be true or false, but is 'perhaps'");
    }

    @Test
    void handsACallOverWithoutWaiting() {
        assertThat(run("api-invoke", STEP, "StepName=x", "--async")).startsWith("handed over");
        assertThat(Objects.requireNonNull(registry.lastCall).options).containsEntry("sent", true);
        assertThat(failure("api-invoke", "LabRunner.Zebra", "--async")).startsWith("no operation LabRunner.Zebra");
    }

    @Test
    void aPersonsCallRunsOnAnotherThreadAndFailsAsItDoes() {
        interactive = true;
        registry.answer = call -> Map.of("done", true);
        assertThat(run("api-invoke", STEP, "StepName=x")).containsPattern("done +true");
        registry.answer = call -> {
            throw new IllegalStateException("the lab burns");
        };
        assertThat(failure("api-invoke", STEP, "StepName=x")).contains("the lab burns");
    }
}
