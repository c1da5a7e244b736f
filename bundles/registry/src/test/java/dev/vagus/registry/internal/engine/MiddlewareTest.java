package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.asynchronous;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static dev.vagus.registry.internal.engine.EngineFixture.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.MiddlewareOrder;
import dev.vagus.registry.OperationFailedException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MiddlewareTest {
    private final EngineFixture lab = new EngineFixture();
    private final List<String> trail = new ArrayList<>();

    @AfterEach
    void stop() {
        lab.close();
    }

    private ApiMiddleware tracing(String name) {
        return (invocation, next) -> {
            trail.add(name + ">");
            return next.proceed(invocation).onDone((value, error) -> trail.add("<" + name));
        };
    }

    @Test
    void whatIsTakenAwayByItsNameGoesAroundNoLaterCall() {
        lab.around("outer", 10, tracing("outer"));
        lab.around("inner", 20, tracing("inner"));
        lab.offer(operation("LabRunner", "Run"), call -> trail.add("run"));
        lab.invoke("LabRunner.Run", Map.of());

        assertThat(lab.engine.removeMiddleware("outer")).isEqualTo(1);
        assertThat(lab.engine.removeMiddleware("outer")).isZero();
        assertThat(lab.engine.removeMiddleware("validation"))
                .as("the registry's own")
                .isZero();
        lab.invoke("LabRunner.Run", Map.of());

        assertThat(trail).containsExactly("outer>", "inner>", "run", "<inner", "<outer", "inner>", "run", "<inner");
    }

    @Test
    void goesAroundCallsInItsOrder() {
        lab.around("inner", 20, tracing("inner"));
        lab.around("outer", 10, tracing("outer"));
        lab.around("elsewhere", 5, tracing("elsewhere"), "Other.*");
        lab.around("here", 15, tracing("here"), "Other.*", "Lab*.Run");
        lab.offer(operation("LabRunner", "Run"), call -> trail.add("run"));

        lab.invoke("LabRunner.Run", Map.of());

        assertThat(trail).containsExactly("outer>", "here>", "inner>", "run", "<inner", "<here", "<outer");
        assertThat(lab.engine.chain("LabRunner.Run")).containsExactly("outer", "here", "inner");
    }

    @Test
    void equalOnesGoByRankingThenServiceId() {
        ApiMiddleware none = (invocation, next) -> next.proceed(invocation);
        lab.engine.add(
                new MiddlewareEntry("late", 10, 0, 9, 0, List.of(), Set.of(), new MiddlewareSource.Shared(none)));
        lab.engine.add(
                new MiddlewareEntry("early", 10, 0, 3, 0, List.of(), Set.of(), new MiddlewareSource.Shared(none)));
        lab.engine.add(
                new MiddlewareEntry("ranked", 10, 5, 20, 0, List.of(), Set.of(), new MiddlewareSource.Shared(none)));
        lab.offer(operation("LabRunner", "Run"), call -> null);

        assertThat(lab.engine.chain("LabRunner.Run")).containsExactly("ranked", "early", "late");
    }

    @Test
    void mayAnswerItselfTransformAndTryAgain() {
        int[] attempts = {0};
        lab.offer(operation("LabRunner", "Run", required("Count", "integer")), call -> {
            if (++attempts[0] < 3) {
                throw new IllegalStateException("not yet");
            }
            return call.parameters().get("Count");
        });
        lab.around("retry", 1, (invocation, next) -> {
            Outcome outcome = next.proceed(invocation);
            while (outcome.error() != null) {
                outcome = next.proceed(invocation);
            }
            return outcome;
        });
        lab.around("more", 2, (invocation, next) -> next.proceed(invocation.withParameters(Map.of("Count", 41)))
                .map(value -> (Integer) value + 1));
        MiddlewareEntry shortcut = lab.around("cache", 0, (invocation, next) -> Outcome.of("cached"));

        assertThat(lab.invoke("LabRunner.Run", Map.of("Count", 1))).isEqualTo("cached");
        lab.engine.remove(shortcut);
        assertThat(lab.invoke("LabRunner.Run", Map.of("Count", 1))).isEqualTo(42);
        assertThat(attempts[0]).isEqualTo(3);
    }

    @Test
    void whatItThrowsIsTheOutcome() {
        lab.offer(operation("LabRunner", "Run"), call -> "ok");
        MiddlewareEntry linkage = lab.around("broken", 1, (invocation, next) -> {
            throw new NoClassDefFoundError("com/example/Gone");
        });
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("middleware broken")
                .hasMessageContaining("com/example/Gone");
        lab.engine.remove(linkage);

        MiddlewareEntry refusing = lab.around("full", 1, (invocation, next) -> {
            throw new CallRefusedException("no room");
        });
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(CallRefusedException.class);
        lab.engine.remove(refusing);

        MiddlewareEntry nothing = lab.around("nothing", 1, (invocation, next) -> nullOutcome());
        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).hasMessageContaining("returned null");
        lab.engine.remove(nothing);

        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("ok");
    }

    @SuppressWarnings("NullAway")
    private static Outcome nullOutcome() {
        return null;
    }

    @Test
    void oneFurtherOutThanValidationSeesRefusals() {
        lab.offer(operation("LabRunner", "Run", required("Count", "integer")), call -> null);
        lab.around("metrics", MiddlewareOrder.VALIDATION - 1, tracing("metrics"));
        lab.around("module", 0, tracing("module"));

        assertThatThrownBy(() -> lab.invoke("LabRunner.Run", Map.of())).isInstanceOf(ApiValidationException.class);

        assertThat(trail).containsExactly("metrics>", "<metrics");
    }

    @Test
    void oneThatComesOrGoesAffectsOnlyLaterCalls() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        lab.offer(operation("LabRunner", "Run"), call -> "ran");
        lab.around("wait", 1, (invocation, next) -> {
            inside.countDown();
            go.await();
            return next.proceed(invocation);
        });
        MiddlewareEntry leaving = lab.around("leaving", 2, tracing("leaving"));
        CompletableFuture<Object> call = OwnThread.supply(() -> lab.invoke("LabRunner.Run", Map.of()));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        lab.engine.remove(leaving);
        lab.around("coming", 3, tracing("coming"));
        go.countDown();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
        assertThat(trail).containsExactly("leaving>", "<leaving");
        lab.invoke("LabRunner.Run", Map.of());
        assertThat(trail).containsExactly("leaving>", "<leaving", "coming>", "<coming");
    }

    @Test
    void worksTheSameAroundAnAsynchronousOperation() throws Exception {
        CompletableFuture<Object> later = new CompletableFuture<>();
        lab.offer(asynchronous("LabRunner", "Later"), call -> later);
        lab.around("outer", 1, tracing("outer"));
        lab.around("map", 2, (invocation, next) -> next.proceed(invocation).map(value -> value + "!"));

        CompletableFuture<Object> call =
                lab.engine.async(CALLER, "LabRunner.Later", Map.of(), CallOptions.NONE, value -> value);
        assertThat(trail).containsExactly("outer>");
        later.complete("done");

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("done!");
        assertThat(trail).containsExactly("outer>", "<outer");
    }

    @Test
    void nothingHoldsMiddlewareThatHasLeft() {
        lab.offer(operation("LabRunner", "Run"), call -> "ran");
        WeakReference<ApiMiddleware> left = comeAndGo();

        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(left.get()).isNull();
        });
    }

    private WeakReference<ApiMiddleware> comeAndGo() {
        Object state = new Object();
        ApiMiddleware middleware =
                (invocation, next) -> next.proceed(invocation).map(value -> value + "" + (state != null));
        MiddlewareEntry entry = lab.around("short-lived", 1, middleware);
        assertThat(lab.invoke("LabRunner.Run", Map.of())).isEqualTo("rantrue");
        lab.engine.remove(entry);
        return new WeakReference<>(middleware);
    }
}
