package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Outcome;
import dev.vagus.registry.ApiMiddleware;
import dev.vagus.registry.ApiMiddlewareFactory;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.OperationFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MiddlewareFactoryTest {
    private final EngineFixture lab = new EngineFixture();
    private final List<Counting> made = new ArrayList<>();

    /** Counts the calls of one operation. */
    private static final class Counting implements ApiMiddleware, AutoCloseable {
        private final String operation;
        private int calls;
        private boolean closed;

        Counting(String operation) {
            this.operation = operation;
        }

        @Override
        public Outcome around(Invocation invocation, Next next) {
            calls++;
            return next.proceed(invocation);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Makes one for each operation but for Quiet. */
    private final ApiMiddlewareFactory factory = this::make;

    private @Nullable ApiMiddleware make(OperationDescriptor operation) {
        if (operation.name().equals("Quiet")) {
            return null;
        }
        Counting fresh = new Counting(operation.qualifiedName());
        made.add(fresh);
        return fresh;
    }

    private MiddlewareEntry entry(int order) {
        return new MiddlewareEntry(
                "counting", order, 0, 5, 0, List.of(), Set.of(), new MiddlewareSource.MadeForEach(factory));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void makesOneMiddlewareForEachOperationThatIsCalled() {
        lab.engine.add(entry(1));
        lab.offer(operation("Lab", "One"), call -> 1);
        lab.offer(operation("Lab", "Two"), call -> 2);
        lab.invoke("Lab.One", Map.of());
        lab.invoke("Lab.One", Map.of());
        lab.invoke("Lab.Two", Map.of());

        assertThat(made).extracting(each -> each.operation).containsExactly("Lab.One", "Lab.Two");
        assertThat(made).extracting(each -> each.calls).containsExactly(2, 1);
    }

    @Test
    void leavesOutAnOperationForWhichItMakesNone() {
        lab.engine.add(entry(1));
        lab.offer(operation("Lab", "Quiet"), call -> 1);

        assertThat(lab.invoke("Lab.Quiet", Map.of())).isEqualTo(1);
        assertThat(lab.engine.chain("Lab.Quiet")).isEmpty();
    }

    @Test
    void keepsWhatItMadeWhenOtherMiddlewareComesAndItsOwnPropertiesChange() {
        MiddlewareEntry first = entry(1);
        lab.engine.add(first);
        lab.offer(operation("Lab", "One"), call -> 1);
        lab.invoke("Lab.One", Map.of());
        lab.around("other", 3, (invocation, next) -> next.proceed(invocation));
        lab.engine.replace(first, entry(7));
        lab.engine.policies(target -> Map.of());
        lab.invoke("Lab.One", Map.of());

        assertThat(made).singleElement().satisfies(each -> assertThat(each.calls)
                .isEqualTo(2));
        assertThat(lab.engine.chain("Lab.One")).containsExactly("other", "counting");
    }

    @Test
    void closesWhatItMadeWhenTheFactoryLeaves() {
        MiddlewareEntry first = entry(1);
        lab.engine.add(first);
        lab.offer(operation("Lab", "One"), call -> 1);
        lab.invoke("Lab.One", Map.of());
        lab.engine.remove(first);

        assertThat(made).singleElement().satisfies(each -> assertThat(each.closed)
                .isTrue());
        lab.invoke("Lab.One", Map.of());
        assertThat(made).singleElement().satisfies(each -> assertThat(each.calls)
                .isEqualTo(1));
    }

    @Test
    void closesWhatItMadeWhenTheProviderLeavesAndMakesAnotherForTheNext() {
        lab.engine.add(entry(1));
        Placement placement = lab.offer(operation("Lab", "One"), call -> 1);
        lab.invoke("Lab.One", Map.of());
        lab.engine.withdraw(placement);
        lab.offer(operation("Lab", "One"), call -> 1);
        lab.invoke("Lab.One", Map.of());

        assertThat(made).extracting(each -> each.closed).containsExactly(true, false);
    }

    @Test
    void failsTheCallsOfAnOperationForWhichTheFactoryThrows() {
        ApiMiddlewareFactory broken = operation -> {
            throw new IllegalStateException("no room for " + operation.name());
        };
        lab.engine.add(new MiddlewareEntry(
                "broken", 1, 0, 5, 0, List.of(), Set.of(), new MiddlewareSource.MadeForEach(broken)));
        lab.offer(operation("Lab", "One"), call -> 1);

        assertThatThrownBy(() -> lab.invoke("Lab.One", Map.of()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("Lab.One")
                .hasMessageContaining("broken")
                .hasMessageContaining("no room for One");
    }
}
