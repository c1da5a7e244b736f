package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.OperationSpec;
import dev.vagus.registry.internal.schema.SchemaText;
import dev.vagus.registry.internal.tracking.HandlerService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultCheckTest {
    private static final Settings CHECKING = new Settings(30_000, 8, 200, 4, 4, false, 5_000, 1_000, true);
    private static final Settings TRUSTING = new Settings(30_000, 8, 200, 4, 4, false);
    private static final Map<String, Object> SCHEMA = SchemaText.parse("""
            {"type": "object", "properties": {"disks": {"items": {"required": ["path"]}}, "state": {"const": "ok"}}}
            """);

    private final EngineFixture lab = new EngineFixture(CHECKING);

    record State(String state, List<Map<String, String>> disks) {}

    @AfterEach
    void stop() {
        lab.close();
    }

    private void offer(String name, @Nullable Object result) {
        OperationSpec spec = OperationSpec.of("Lab", name).withResult(SCHEMA);
        lab.offer(HandlerService.describe(spec, EngineFixture.LAB), call -> result);
    }

    @Test
    void aResultThatFitsPasses() {
        offer("Good", new State("ok", List.of(Map.of("path", "/"))));

        assertThat(lab.invoke("Lab.Good", Map.of()))
                .isEqualTo(Map.of("state", "ok", "disks", List.of(Map.of("path", "/"))));
    }

    @Test
    void aResultThatDoesNotFitIsAnInternalErrorWithPathsAndNoValues() {
        offer("Bad", new State("4711", List.of(Map.of("path", "/"), Map.of("name", "4711"))));

        assertThatThrownBy(() -> lab.invoke("Lab.Bad", Map.of()))
                .isInstanceOfSatisfying(OperationFailedException.class, failure -> {
                    assertThat(failure.category()).isEqualTo(ErrorCategory.INTERNAL);
                    assertThat(failure)
                            .hasMessageStartingWith("Lab.Bad failed: its result does not fit its schema: ")
                            .hasMessageContaining("disks[1].path is missing")
                            .hasMessageContaining("state expected ok, found another value");
                    assertThat(failure.getMessage()).doesNotContain("4711");
                });
    }

    @Test
    void whatComesLaterIsCheckedToo() {
        offer("Later", CompletableFuture.supplyAsync(() -> "nothing of the kind", Runnable::run));

        assertThatThrownBy(() -> lab.invoke("Lab.Later", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "Lab.Later failed: its result does not fit its schema: it expected an object, found a string");
    }

    @Test
    void nothingIsCheckedUnlessConfigured() {
        offer("Bad", "anything");
        lab.engine.configure(TRUSTING);
        assertThat(lab.invoke("Lab.Bad", Map.of())).isEqualTo("anything");

        lab.engine.configure(CHECKING);
        assertThatThrownBy(() -> lab.invoke("Lab.Bad", Map.of())).isInstanceOf(OperationFailedException.class);
    }

    @Test
    void whatPromisesNothingIsNotChecked() {
        lab.offer(EngineFixture.operation("Lab", "Any"), call -> 5);

        assertThat(lab.invoke("Lab.Any", Map.of())).isEqualTo(5);
    }
}
