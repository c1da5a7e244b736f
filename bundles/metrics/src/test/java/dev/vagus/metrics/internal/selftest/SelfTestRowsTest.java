package dev.vagus.metrics.internal.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vagus.metrics.SelfTestReport;
import dev.vagus.metrics.SelfTestRow;
import dev.vagus.metrics.SelfTestRow.Result;
import dev.vagus.metrics.SelfTestSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelfTestRowsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SelfTestSpec FULL =
            SelfTestSpec.FULL.lasting(Duration.ofMillis(100)).concurrent(2);

    static Stream<Arguments> faults() {
        return Stream.of(
                broken(Fault.LOSES_MESSAGES, "send and receive"),
                broken(Fault.CHANGES_PAYLOADS, "send and receive"),
                broken(Fault.REFUSES_MESSAGES, "send and receive"),
                broken(Fault.IGNORES_PRIORITIES, "priorities"),
                broken(Fault.IGNORES_TYPES, "type and filter"),
                broken(Fault.IGNORES_FILTERS, "type and filter"),
                broken(Fault.NEVER_EXPIRES, "expiry"),
                broken(Fault.DOES_NOT_REPLY, "request and reply"),
                broken(Fault.NEVER_RETRIES, "retry"),
                broken(Fault.KEEPS_NO_DEAD_LETTERS, "dead letter"),
                broken(Fault.NEVER_RETRIES, "dead letter"),
                broken(Fault.REDRIVES_TO_NOBODY, "redrive"),
                broken(Fault.KEEPS_CHANNELS, "send and receive"),
                broken(Fault.RETURNS_NOTHING, "invoke"),
                broken(Fault.CHECKS_NO_ARGUMENTS, "wrong arguments refused"),
                broken(Fault.ANSWERS_FOR_NOBODY, "unknown operation refused"),
                broken(Fault.KEEPS_NO_DEADLINE, "deadline"),
                broken(Fault.NEVER_OPENS, "breaker opens"),
                broken(Fault.NEVER_RECOVERS, "breaker recovers"),
                broken(Fault.LOSES_EVENTS, "event heard"),
                broken(Fault.CHANGES_EVENTS, "event heard"),
                broken(Fault.KEEPS_NO_HISTORY, "history"),
                broken(Fault.CLEARS_NO_HISTORY, "history"),
                broken(Fault.WRITES_NO_EVENTS, "event persisted"),
                broken(Fault.NEVER_ANSWERS_OF_THE_STORE, "event persisted"),
                broken(Fault.SPEAKS_FOR_SOMEBODY_ELSE, "token made and verified"),
                broken(Fault.TAKES_CHANGED_TOKENS, "changed token refused"),
                broken(Fault.TAKES_REVOKED_TOKENS, "revoked token refused"),
                broken(Fault.LOSES_SOME_MESSAGES, "messages under load"),
                broken(Fault.DOUBLES_SOME_MESSAGES, "messages under load"),
                broken(Fault.FAILS_SOME_CALLS, "calls under load"),
                broken(Fault.LOSES_SOME_EVENTS, "events under load"));
    }

    private static Arguments broken(Fault fault, String row) {
        return Arguments.of(fault, row);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aRowIsRedWhenItsConcernIsBroken(Fault fault, String row) throws Exception {
        try (World world = World.with(fault)) {
            SelfTestReport report = run(world, FULL);

            assertThat(report.passed()).isFalse();
            assertThat(report.rows())
                    .filteredOn(each -> each.name().equals(row))
                    .singleElement()
                    .satisfies(
                            each -> assertThat(each.result()).as(each.detail()).isEqualTo(Result.FAILED))
                    .satisfies(each -> assertThat(each.detail()).isNotEmpty());
        }
    }

    @Test
    void everyRowIsShownRedBySomeFault() throws Exception {
        try (World world = new World()) {
            List<String> rows =
                    run(world, FULL).rows().stream().map(SelfTestRow::name).toList();

            assertThat(faults().map(each -> each.get()[1])).containsAll(rows);
        }
    }

    @Test
    void everyRowIsGreenWhereAllIsWellAndNothingIsLeft() throws Exception {
        try (World world = new World()) {
            List<SelfTestRow> told = new ArrayList<>();
            SelfTestReport report = tester(world, SelfTester.PATIENCE).run(world, FULL, told::add);

            assertThat(report.rows()).allSatisfy(each -> assertThat(each.result())
                    .as(each.name() + ": " + each.detail())
                    .isEqualTo(Result.PASSED));
            assertThat(report.rows()).hasSize(23);
            assertThat(report.rows())
                    .filteredOn(each -> each.name().endsWith("under load"))
                    .hasSize(3)
                    .allMatch(each -> each.took().compareTo(FULL.duration()) >= 0);
            assertThat(report.passed()).isTrue();
            assertThat(report.passRate()).isEqualTo(100);
            assertThat(told).isEqualTo(report.rows());
            assertThat(world.leftovers()).isEmpty();
        }
    }

    @Test
    void aRunThatFailsLeavesNothingBehind() throws Exception {
        try (World world = World.with(
                Fault.NEVER_RETRIES, Fault.DOES_NOT_REPLY, Fault.NEVER_RECOVERS, Fault.TAKES_REVOKED_TOKENS)) {
            assertThat(run(world, FULL).count(Result.FAILED)).isGreaterThan(3);

            assertThat(world.leftovers()).isEmpty();
        }
    }

    @Test
    void aRunThatIsInterruptedLeavesNothingBehind() throws Exception {
        try (World world = World.with(Fault.LOSES_MESSAGES)) {
            List<SelfTestRow> told = new ArrayList<>();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> tester(world, SelfTester.PATIENCE).run(world, FULL, told::add));

            assertThat(told).isEmpty();
            assertThat(world.leftovers()).isEmpty();
        }
    }

    @Test
    void theLoadEndsWhenItIsInterrupted() throws Exception {
        try (World world = new World()) {
            SelfTestSpec hours = SelfTestSpec.STRESS.lasting(Duration.ofHours(2));
            SelfTester tester = tester(world, SelfTester.PATIENCE);
            Thread other = Thread.currentThread();
            world.threads.execute(() -> {
                while (world.bus.leftovers().isEmpty()) {
                    Thread.onSpinWait();
                }
                other.interrupt();
            });

            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> tester.run(world, hours, row -> {}));

            assertThat(world.leftovers()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("vagus-self-test"));
        }
    }

    @ParameterizedTest
    @CsvSource({"bus,9", "registry,7", "breaker,2", "events,4", "security,3"})
    void whatIsMissingIsSkippedAndTold(String concern, int rows) throws Exception {
        try (World world = new World()) {
            world.missing.add(concern);

            SelfTestReport report = run(world, FULL);

            assertThat(report.count(Result.SKIPPED)).isEqualTo(rows);
            assertThat(report.count(Result.FAILED)).isZero();
            assertThat(report.passRate()).isEqualTo(100);
            assertThat(report.rows())
                    .filteredOn(each -> each.result() == Result.SKIPPED)
                    .allSatisfy(each ->
                            assertThat(each.detail()).isEqualTo("the bundle dev.vagus." + concern + " is not started"));
        }
    }

    @Test
    void whereNothingIsThereNothingHasPassed() throws Exception {
        try (World world = new World()) {
            world.missing.addAll(List.of("bus", "registry", "breaker", "events", "security"));

            SelfTestReport report = run(world, SelfTestSpec.BASIC);

            assertThat(report.count(Result.SKIPPED)).isEqualTo(report.rows().size());
            assertThat(report.passed()).isFalse();
            assertThat(report.passRate()).isZero();
        }
    }

    @Test
    void withoutAStoreOnlyItsRowIsSkipped() throws Exception {
        try (World world = new World()) {
            world.hasStore = false;

            assertThat(run(world, SelfTestSpec.BASIC).rows())
                    .filteredOn(each -> each.result() != Result.PASSED)
                    .extracting(SelfTestRow::name)
                    .containsExactly("event persisted");
        }
    }

    @Test
    void whatIsNotAllowedIsSkippedWithWhatItWouldNeed() throws Exception {
        try (World world = new World()) {
            world.tokens.refusal = "module a may not: it lacks the grant security:tokens";

            assertThat(run(world, SelfTestSpec.BASIC).rows())
                    .filteredOn(each -> each.concern().equals("security"))
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.result()).isEqualTo(Result.SKIPPED))
                    .allSatisfy(each -> assertThat(each.detail()).contains("lacks the grant security:tokens"));
        }
    }

    @Test
    void twoAtOnceDoNotDisturbEachOther() throws Exception {
        try (World world = new World()) {
            SelfTester tester = tester(world, SelfTester.PATIENCE);
            var other = world.threads.submit(() -> tester.run(world, SelfTestSpec.BASIC, row -> {}));
            SelfTestReport mine = tester.run(world, SelfTestSpec.BASIC, row -> {});

            assertThat(mine.rows()).allMatch(row -> row.result() == Result.PASSED);
            assertThat(other.get().rows()).allMatch(row -> row.result() == Result.PASSED);
            assertThat(world.leftovers()).isEmpty();
        }
    }

    @Test
    void aCheckOfTheBreakerWaitsUntilThePolicyOfTheOneBeforeHasGone() throws Exception {
        try (World world = new World()) {
            List<String> before = new ArrayList<>();
            BreakerPolicy slow = (name, operation, failures, recovery) -> {
                before.addAll(world.registry.policies.keySet());
                world.registry.policies.put(operation, failures);
                return () -> world.registry.late.add(operation);
            };
            SelfTester tester = new SelfTester(Clock.systemUTC(), SelfTester.PATIENCE, slow, (name, mark) -> () -> {});

            assertThat(tester.run(world, SelfTestSpec.BASIC, row -> {}).rows())
                    .filteredOn(each -> each.concern().equals("breaker"))
                    .hasSize(2)
                    .allMatch(each -> each.result() == Result.PASSED);
            assertThat(before).isEmpty();
            assertThat(world.leftovers()).isEmpty();
        }
    }

    @Test
    void aPolicyThatStaysFailsTheCheckThatBroughtIt() throws Exception {
        try (World world = new World()) {
            BreakerPolicy stuck = (name, operation, failures, recovery) -> {
                world.registry.policies.put(operation, failures);
                return () -> {};
            };
            SelfTester tester = new SelfTester(Clock.systemUTC(), SHORT, stuck, (name, mark) -> () -> {});

            assertThat(tester.run(world, SelfTestSpec.BASIC, row -> {}).rows())
                    .filteredOn(each -> each.name().equals("breaker opens"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.result()).isEqualTo(Result.FAILED))
                    .satisfies(each -> assertThat(each.detail()).contains("not taken away: the breaker policy of "));
        }
    }

    private static SelfTestReport run(World world, SelfTestSpec spec) throws InterruptedException {
        return tester(world, SHORT).run(world, spec, row -> {});
    }

    private static SelfTester tester(World world, Duration patience) {
        BreakerPolicy policy = (name, operation, failures, recovery) -> {
            world.registry.policies.put(operation, failures);
            return () -> world.registry.policies.remove(operation);
        };
        CallStop stop = (operation, mark) -> {
            world.registry.stops.put(operation, mark);
            return () -> world.registry.stops.remove(operation);
        };
        return new SelfTester(Clock.systemUTC(), patience, policy, stop);
    }
}
