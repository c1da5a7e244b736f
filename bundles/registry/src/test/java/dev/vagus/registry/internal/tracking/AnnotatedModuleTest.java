package dev.vagus.registry.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiOperation;
import dev.vagus.registry.ApiParameter;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.Invocation;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.registry.internal.engine.EngineFixture;
import dev.vagus.registry.internal.engine.Offer;
import dev.vagus.registry.internal.engine.OfferedOperation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnotatedModuleTest {
    private final EngineFixture lab = new EngineFixture();

    @AfterEach
    void stop() {
        lab.close();
    }

    public enum Level {
        LOW,
        HIGH
    }

    record Step(String name, int size) {
        Step {
            if (size < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    interface Described {
        String describe(Step step);
    }

    static class Base<T> {
        @ApiOperation(name = "Inherited")
        public String inherited(@ApiParameter(name = "Value") T value) {
            return "inherited " + value;
        }
    }

    @SuppressWarnings("unused")
    static final class Lab extends Base<String> implements Described {
        @Override
        @ApiOperation(
                name = "Describe",
                description = "Says what it is",
                scopes = "lab:read",
                idempotent = true,
                interruptible = true)
        public String describe(@ApiParameter(name = "Step", description = "What") Step step) {
            return step.name() + step.size();
        }

        @ApiOperation
        public String convert(
                Level level, LocalDate day, UUID id, long count, double ratio, List<Step> steps, Duration wait) {
            return level + " " + day + " " + id + " " + count + " " + ratio + " " + steps + " " + wait;
        }

        @ApiOperation
        public String absent(
                @ApiParameter(required = false) @Nullable String text,
                @ApiParameter(required = false) int number,
                Optional<Level> level) {
            return text + " " + number + " " + level;
        }

        @ApiOperation(deprecated = true)
        public CompletionStage<Step> later(Invocation call, @ApiParameter(name = "Name") String name) {
            return CompletableFuture.completedFuture(new Step(call.caller() + name, 1));
        }

        public String notAnOperation() {
            return "";
        }
    }

    @SuppressWarnings("unused")
    static final class Bad {
        @ApiOperation
        public String twice(String a) {
            return a;
        }

        @ApiOperation
        public String twice(int a) {
            return "" + a;
        }

        @ApiOperation(name = "not valid")
        public String named() {
            return "";
        }

        @ApiOperation
        public String sameNames(@ApiParameter(name = "A") String a, @ApiParameter(name = "A") String b) {
            return a + b;
        }

        @ApiOperation
        String hidden() {
            return "";
        }

        @ApiOperation
        public String good() {
            return "good";
        }
    }

    private AnnotatedModule read(Object component, String module) {
        AnnotatedModule read = new AnnotatedModule(component, module, EngineFixture.LAB, 1, new Structures());
        lab.engine.offer(new Offer(EngineFixture.LAB, module, 0, 1, read.operations(), read.failures()));
        return read;
    }

    private OperationDescriptor descriptor(AnnotatedModule module, String name) {
        return module.operations().stream()
                .map(OfferedOperation::descriptor)
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void describesTheOperationsOfAClass() {
        AnnotatedModule module = read(new Lab(), "LabRunner");

        assertThat(module.failures()).isEmpty();
        assertThat(module.operations())
                .extracting(operation -> operation.descriptor().name())
                .containsExactly("Absent", "Convert", "Describe", "Inherited", "Later");
        OperationDescriptor describe = descriptor(module, "Describe");
        assertThat(describe.description()).isEqualTo("Says what it is");
        assertThat(describe.scopes()).containsExactly("lab:read");
        assertThat(describe.idempotent()).isTrue();
        assertThat(describe.interruptible()).isTrue();
        assertThat(describe.asynchronous()).isFalse();
        assertThat(describe.result()).isEqualTo(Map.of("type", "string"));
        assertThat(describe.parameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.name()).isEqualTo("Step");
            assertThat(parameter.description()).isEqualTo("What");
            assertThat(parameter.required()).isTrue();
        });
        OperationDescriptor later = descriptor(module, "Later");
        assertThat(later.asynchronous()).isTrue();
        assertThat(later.deprecated()).isTrue();
        assertThat(later.parameters()).hasSize(1);
        assertThat(later.result()).containsKey("properties");
        assertThat(descriptor(module, "Absent").parameters())
                .extracting(parameter -> parameter.name() + parameter.required())
                .containsExactly("textfalse", "numberfalse", "levelfalse");
    }

    @Test
    void convertsArgumentsToTheTypesOfTheMethod() {
        read(new Lab(), "LabRunner");

        assertThat(lab.invoke(
                        "LabRunner.Convert",
                        Map.of(
                                "level",
                                "HIGH",
                                "day",
                                "2026-01-31",
                                "id",
                                new UUID(0, 1),
                                "count",
                                5,
                                "ratio",
                                1,
                                "steps",
                                List.of(new Step("a", 1), Map.of("name", "b", "size", 2)),
                                "wait",
                                "PT3S")))
                .isEqualTo("HIGH 2026-01-31 00000000-0000-0000-0000-000000000001 5 1.0"
                        + " [Step[name=a, size=1], Step[name=b, size=2]] PT3S");
        assertThat(lab.invoke("LabRunner.Absent", Map.of())).isEqualTo("null 0 Optional.empty");
        assertThat(lab.invoke("LabRunner.Absent", Map.of("level", "LOW", "number", 2L)))
                .isEqualTo("null 2 Optional[LOW]");
        assertThat(lab.invoke("LabRunner.Later", Map.of("Name", "x"))).isEqualTo(Map.of("name", "Testerx", "size", 1));
        assertThat(lab.invoke("LabRunner.Inherited", Map.of("Value", "v"))).isEqualTo("inherited v");
    }

    @Test
    void namesAllThatDoesNotFitWithItsPath() {
        read(new Lab(), "LabRunner");

        assertThatThrownBy(() -> lab.invoke(
                        "LabRunner.Convert",
                        Map.of(
                                "level",
                                "MIDDLE",
                                "day",
                                "soon",
                                "id",
                                5,
                                "count",
                                1.5,
                                "ratio",
                                "1",
                                "steps",
                                List.of(Map.of("name", 1), "x"),
                                "wait",
                                true)))
                .isInstanceOfSatisfying(ApiValidationException.class, refusal -> assertThat(refusal.violations())
                        .extracting(ApiValidationException.Violation::path)
                        .containsExactlyInAnyOrder(
                                "level",
                                "day",
                                "id",
                                "count",
                                "ratio",
                                "steps[0].size",
                                "steps[0].name",
                                "steps[1]",
                                "wait"));
    }

    @Test
    void aRecordThatRefusesItsValuesIsAViolationToo() {
        read(new Lab(), "LabRunner");

        assertThatThrownBy(() -> lab.invoke("LabRunner.Describe", Map.of("Step", Map.of("name", "a", "size", -1))))
                .isInstanceOf(ApiValidationException.class)
                .hasMessageContaining("Step refused the values");
    }

    @Test
    void refusesEachBadOperationByItselfAndKeepsTheOthers() {
        AnnotatedModule module = read(new Bad(), "LabRunner");

        assertThat(lab.invoke("LabRunner.Good", Map.of())).isEqualTo("good");
        assertThat(module.operations()).hasSize(1);
        assertThat(module.failures())
                .extracting(failure -> failure.name() + ": " + failure.reason())
                .anySatisfy(text -> assertThat(text).startsWith("LabRunner.Twice: 2 methods have this name"))
                .anySatisfy(text -> assertThat(text).contains("'not valid' is not valid"))
                .anySatisfy(text -> assertThat(text).startsWith("LabRunner.SameNames: two parameters are named A"))
                .anySatisfy(text ->
                        assertThat(text).startsWith("LabRunner.Hidden: ").contains("not public"))
                .hasSize(4);
    }

    @Test
    void refusesAModuleNameThatIsNotValid() {
        assertThat(read(new Lab(), "Lab.Runner").failures())
                .extracting(FailedRegistration::reason)
                .singleElement()
                .asString()
                .contains("'Lab.Runner' is not valid");
    }
}
