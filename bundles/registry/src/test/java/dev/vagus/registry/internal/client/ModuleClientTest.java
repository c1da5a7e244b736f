package dev.vagus.registry.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.UnknownOperationException;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.registry.internal.engine.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModuleClientTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    enum Status {
        DONE,
        FAILED
    }

    record StepResult(String step, Status status, List<Integer> codes) {}

    interface LabApi {
        StepResult executeStep(@ApiParameter(name = "StepName") String name, @Nullable String note);

        @ApiOperation(name = "ExecuteStep")
        CompletionStage<StepResult> later(@ApiParameter(name = "StepName") String name);

        @ApiOperation(name = "ExecuteStep")
        void forget(@ApiParameter(name = "StepName") String name, Optional<String> note);

        @ApiOperation(name = "ExecuteStep")
        int misfit(@ApiParameter(name = "StepName") String name);

        default String statusOf(String name) {
            return executeStep(name, null).status().name();
        }

        static String constant() {
            return "not called";
        }
    }

    private Placement offer() {
        return lab.offer(
                EngineFixture.operation(
                        "LabRunner",
                        "ExecuteStep",
                        EngineFixture.required("StepName", "string"),
                        EngineFixture.optional("note", "string")),
                call -> Map.of("step", call.parameters().get("StepName"), "status", "DONE", "codes", List.of(1, 2L)));
    }

    private LabApi client() {
        return ModuleClient.of(lab.engine, EngineFixture.CALLER, "LabRunner", LabApi.class);
    }

    @Test
    void callsOperationsByTheMethodsOfTheCallersInterface() throws Exception {
        offer();
        StepResult expected = new StepResult("DeployVM", Status.DONE, List.of(1, 2));

        assertThat(client().executeStep("DeployVM", "note")).isEqualTo(expected);
        assertThat(client().later("DeployVM").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(expected);
        assertThat(client().statusOf("DeployVM")).isEqualTo("DONE");
        client().forget("DeployVM", Optional.of("note"));
        client().forget("DeployVM", Optional.empty());
    }

    @Test
    void outlivesItsModule() {
        LabApi client = client();
        assertThatThrownBy(() -> client.executeStep("x", null)).isInstanceOf(UnknownOperationException.class);
        Placement first = offer();
        assertThat(client.executeStep("x", null).step()).isEqualTo("x");
        lab.engine.withdraw(first);
        assertThatThrownBy(() -> client.executeStep("x", null)).isInstanceOf(ModuleUnavailableException.class);
        offer();
        assertThat(client.executeStep("y", null).step()).isEqualTo("y");
    }

    @Test
    void saysWhenAResultDoesNotFit() {
        offer();

        assertThatThrownBy(() -> client().misfit("x"))
                .isInstanceOfSatisfying(OperationFailedException.class, failure -> assertThat(failure.category())
                        .isEqualTo(ErrorCategory.VALIDATION))
                .hasMessageContaining("the result of LabRunner.ExecuteStep does not fit int");
    }

    @Test
    void isAnObjectLikeOthers() {
        LabApi client = client();

        assertThat(Set.of(client)).contains(client).doesNotContain(client());
        assertThat(client.toString()).contains("LabRunner");
    }

    @Test
    void refusesWhatIsNotAnInterfaceOrHasNamelessParameters() {
        assertThatThrownBy(() -> ModuleClient.of(lab.engine, EngineFixture.CALLER, "LabRunner", String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an interface");
        assertThatThrownBy(() ->
                        ModuleClient.of(lab.engine, EngineFixture.CALLER, "LabRunner", java.util.Comparator.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no name");
    }

    @Test
    void aCallIsMadeOnce() {
        offer();
        CallInTheMaking call = new CallInTheMaking(lab.engine, EngineFixture.CALLER, "LabRunner.ExecuteStep");
        call.with("StepName", "x").with(Map.of("note", "y")).correlationId("c").metadata("k", "v");

        assertThat(call.invoke(StepResult.class)).isEqualTo(new StepResult("x", Status.DONE, List.of(1, 2)));
        assertThatThrownBy(call::invoke).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> call.timeout(java.time.Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> call.retries(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypedAsynchronousCallConvertsItsResult() throws Exception {
        offer();

        CompletionStage<StepResult> typed = new CallInTheMaking(
                        lab.engine, EngineFixture.CALLER, "LabRunner.ExecuteStep")
                .with("StepName", "x")
                .async((java.lang.reflect.Type) StepResult.class);

        assertThat(typed.toCompletableFuture().get(10, TimeUnit.SECONDS).status())
                .isEqualTo(Status.DONE);
    }
}
