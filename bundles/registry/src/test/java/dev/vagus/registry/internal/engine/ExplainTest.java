package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.LAB;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static dev.vagus.registry.internal.engine.EngineFixture.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.Outcome;
import dev.vagus.module.Setting;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.MiddlewarePreview;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final Setting LIMIT = new Setting("rate.limit", 5L, "dev.vagus.policy~lab");

    private final EngineFixture lab = new EngineFixture();

    /** Lets callers through whose name is not Tester. */
    private static class Bouncer implements ApiMiddleware {
        @Override
        public Outcome around(Invocation invocation, Next next) {
            throw new IllegalStateException("explaining must not call");
        }

        @Override
        public MiddlewarePreview preview(OperationDescriptor operation, String caller) {
            return new MiddlewarePreview(!caller.equals("Tester"), caller + " is not on the list", List.of(LIMIT));
        }
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private CallExplanation explain(String operation) {
        return lab.engine.explain(CALLER, operation);
    }

    @Test
    void namesWhoAnswersAndWhoStandsInTheShadow() {
        lab.offer(LAB, 0, operation("Lab", "Run"), call -> 1);
        lab.offer(LAB, 10, operation("Lab", "Run"), call -> 2);

        CallExplanation told = explain("Lab.Run");

        assertThat(told.providers()).extracting(OperationProvider::ranking).containsExactly(10, 0);
        assertThat(told.providers()).extracting(OperationProvider::bundle).containsOnly("example.lab");
        assertThat(told.passes()).isTrue();
        assertThat(told.descriptor()).isNotNull();
        assertThat(told.caller()).isEqualTo("Tester");
    }

    @Test
    void showsTheStepsInTheirOrderWithTheRegistrysOwn() {
        lab.offer(operation("Lab", "Run", required("A", "string"), required("B", "string")), call -> 1);
        lab.around("gate", -8_000, (invocation, next) -> next.proceed(invocation));
        lab.around("own", 10, (invocation, next) -> next.proceed(invocation));
        lab.engine.policies(target -> Map.of("fallback", new Setting("fallback", "Lab.Other", "p")));

        CallExplanation told = explain("Lab.Run");

        assertThat(told.steps())
                .extracting(CallExplanation.Step::name)
                .containsExactly("gate", "fallback", "validation", "own", "operation");
        assertThat(told.steps().get(1).text()).contains("Lab.Other");
        assertThat(told.steps().get(2).text()).isEqualTo("2 parameters");
    }

    @Test
    void saysWhatWouldStopTheCallWithoutMakingIt() {
        lab.offer(operation("Lab", "Run"), call -> {
            throw new IllegalStateException("explaining must not call");
        });
        lab.around("bouncer", 5, new Bouncer());

        CallExplanation told = explain("Lab.Run");

        assertThat(told.passes()).isFalse();
        assertThat(told.verdict()).isEqualTo("bouncer refuses it: Tester is not on the list");
        assertThat(told.steps())
                .filteredOn(step -> step.name().equals("bouncer"))
                .singleElement()
                .satisfies(step -> assertThat(step.settings()).containsExactly(LIMIT));
    }

    @Test
    void goesOnWhenAPreviewThrows() {
        lab.offer(operation("Lab", "Run"), call -> 1);
        lab.around("broken", 5, new Bouncer() {
            @Override
            public MiddlewarePreview preview(OperationDescriptor operation, String caller) {
                throw new IllegalStateException("no idea");
            }
        });

        assertThat(explain("Lab.Run").steps())
                .extracting(CallExplanation.Step::text)
                .anyMatch(text -> text.contains("its preview failed") && text.contains("no idea"));
    }

    @Test
    void saysWhereTheDeadlineComesFrom() {
        lab.offer(operation("Lab", "Run"), call -> 1);
        assertThat(explain("Lab.Run").settings())
                .containsExactly(new Setting("timeout.ms", 30_000L, "dev.vagus.registry call.timeout.ms"));

        Setting own = new Setting("timeout.ms", 250L, "dev.vagus.policy~lab");
        lab.engine.policies(target -> Map.of("timeout.ms", own));
        assertThat(explain("Lab.Run").settings()).containsExactly(own);
    }

    @Test
    void saysWhyAnOperationCannotBeCalled() {
        lab.offer(operation("Lab", "Run"), call -> 1);

        CallExplanation told = explain("Lab.Rum");

        assertThat(told.verdict()).contains("Lab.Rum").contains("did you mean Lab.Run");
        assertThat(told.descriptor()).isNull();
        assertThat(told.steps()).isEmpty();
    }
}
