package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static dev.vagus.registry.internal.engine.EngineFixture.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.OperationFailedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private final EngineFixture lab = new EngineFixture();

    private void policy(String operation, String fallback) {
        lab.engine.policies(target -> target.equals(operation)
                ? Map.of("fallback", new Setting("fallback", fallback, "dev.vagus.policy~test"))
                : Map.of());
    }

    private static CallOptions fallingBackTo(String operation) {
        return new CallOptions(null, "c-1", Map.of("note", "n"), Map.of("fallback", operation));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void answersByTheOperationThatThePolicyNames() {
        policy("Lab.Stock", "Lab.CachedStock");
        lab.offer(operation("Lab", "Stock", required("Item", "string")), call -> {
            throw new IllegalStateException("warehouse down");
        });
        lab.offer(
                operation("Lab", "CachedStock", required("Item", "string")),
                call -> "cached " + call.parameters().get("Item") + " for " + call.caller());

        assertThat(lab.invoke("Lab.Stock", Map.of("Item", "bolt"))).isEqualTo("cached bolt for " + CALLER.module());
    }

    @Test
    void answersByTheOperationThatTheCallerNamesWithItsContext() {
        lab.offer(operation("Lab", "Stock"), call -> {
            throw new IllegalStateException("warehouse down");
        });
        lab.offer(operation("Lab", "Cached"), call -> call.correlationId() + call.metadata());

        assertThat(lab.engine.invoke(CALLER, "Lab.Stock", Map.of(), fallingBackTo("Lab.Cached")))
                .isEqualTo("c-1{note=n}");
    }

    @Test
    void leavesMistakesOfTheCallerAlone() {
        policy("Lab.Stock", "Lab.Cached");
        lab.offer(operation("Lab", "Stock", required("Item", "string")), call -> 1);
        lab.offer(operation("Lab", "Cached", required("Item", "string")), call -> 2);

        assertThatThrownBy(() -> lab.invoke("Lab.Stock", Map.of())).isInstanceOf(ApiValidationException.class);
    }

    @Test
    void namesBothErrorsWhenTheFallbackFailsToo() {
        policy("Lab.Stock", "Lab.Cached");
        lab.offer(operation("Lab", "Stock"), call -> {
            throw new java.net.ConnectException("refused");
        });
        lab.offer(operation("Lab", "Cached"), call -> {
            throw new IllegalStateException("empty");
        });

        assertThatThrownBy(() -> lab.invoke("Lab.Stock", Map.of()))
                .isInstanceOfSatisfying(OperationFailedException.class, e -> assertThat(e.category())
                        .isEqualTo(ErrorCategory.NETWORK))
                .hasMessageContaining("refused")
                .hasMessageContaining("its fallback Lab.Cached failed too")
                .hasMessageContaining("empty");
    }

    @Test
    void namesAFallbackThatIsNotThere() {
        policy("Lab.Stock", "Lab.Missing");
        lab.offer(operation("Lab", "Stock"), call -> {
            throw new IllegalStateException("down");
        });

        assertThatThrownBy(() -> lab.invoke("Lab.Stock", Map.of()))
                .hasMessageContaining("down")
                .hasMessageContaining("no operation Lab.Missing");
    }

    @Test
    void endsWhenFallbacksFallBackToEachOther() {
        lab.engine.policies(target ->
                Map.of("fallback", new Setting("fallback", target.equals("Lab.One") ? "Lab.Two" : "Lab.One", "test")));
        lab.offer(operation("Lab", "One"), call -> {
            throw new IllegalStateException("one");
        });
        lab.offer(operation("Lab", "Two"), call -> {
            throw new IllegalStateException("two");
        });

        assertThatThrownBy(() -> lab.invoke("Lab.One", Map.of()))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("one")
                .hasMessageContaining("two");
    }

    @Test
    void answersForAnAsynchronousOperationThatFailsLater() throws Exception {
        policy("Lab.Stock", "Lab.Cached");
        CompletableFuture<Object> pending = new CompletableFuture<>();
        lab.offer(asynchronous("Lab", "Stock"), call -> pending);
        lab.offer(operation("Lab", "Cached"), call -> "cached");

        CompletionStage<Object> answer =
                lab.engine.async(CALLER, "Lab.Stock", Map.of(), CallOptions.NONE, value -> value);
        assertThat(answer.toCompletableFuture()).isNotDone();
        pending.completeExceptionally(new IllegalStateException("down"));

        assertThat(answer.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo("cached");
    }

    @Test
    void answersForAModuleThatIsNotThere() {
        policy("Lab.Stock", "Lab.Cached");
        lab.offer(operation("Lab", "Cached"), call -> "cached");
        assertThat(lab.invoke("Lab.Stock", Map.of())).isEqualTo("cached");

        Placement placement = lab.offer(operation("Lab", "Stock"), call -> "fresh");
        assertThat(lab.invoke("Lab.Stock", Map.of())).isEqualTo("fresh");
        lab.engine.withdraw(placement);
        assertThat(lab.invoke("Lab.Stock", Map.of())).isEqualTo("cached");
        assertThat(lab.engine
                        .async(CALLER, "Lab.Stock", Map.of(), CallOptions.NONE, value -> value)
                        .join())
                .isEqualTo("cached");
    }

    @Test
    void namesBothWhenNeitherIsThere() {
        assertThatThrownBy(() -> lab.engine.invoke(CALLER, "Lab.Stock", Map.of(), fallingBackTo("Lab.Cached")))
                .hasMessageContaining("no operation Lab.Stock")
                .hasMessageContaining("its fallback Lab.Cached failed too: no operation Lab.Cached");
    }
}
