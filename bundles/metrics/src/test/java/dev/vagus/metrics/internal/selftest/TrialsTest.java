package dev.vagus.metrics.internal.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.bus.UnknownChannelException;
import dev.vagus.metrics.ChannelTest;
import dev.vagus.metrics.OperationTest;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final World world = new World();
    private final AtomicInteger runs = new AtomicInteger();
    private final SelfTester tester = new SelfTester(Clock.systemUTC(), LONG, BreakerPolicy.NONE, (operation, mark) -> {
        world.registry.stops.put(operation, mark);
        return () -> world.registry.stops.remove(operation);
    });

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aMessageComesBackThroughTheChannel() throws Exception {
        world.bus.createChannel(ChannelSpec.named("Lab"));

        ChannelTest test = tester.channel(world, "Lab", LONG);

        assertThat(test.passed()).as(test.detail()).isTrue();
        assertThat(test.alsoOffered()).isEmpty();
        assertThat(world.leftovers()).containsExactly("Lab");
    }

    @Test
    void aChannelThatLosesItsMessageFails() throws Exception {
        world.bus.createChannel(ChannelSpec.named("Lab"));
        world.faults.add(Fault.LOSES_MESSAGES);

        ChannelTest test = tester.channel(world, "Lab", SHORT);

        assertThat(test.passed()).isFalse();
        assertThat(test.detail()).startsWith("nothing came back");
        assertThat(world.leftovers()).containsExactly("Lab");
    }

    @Test
    void othersThatHearEverythingAreToldAndTheirDeadLettersDiscarded() throws Exception {
        tryWhereAnotherFails();
    }

    @Test
    void whoMayNotDiscardThemHasTheResultAllTheSame() throws Exception {
        world.bus.unmanaged = true;
        tryWhereAnotherFails();
    }

    private void tryWhereAnotherFails() throws InterruptedException {
        world.bus.createChannel(ChannelSpec.named("Lab"));
        world.bus.subscribe(SubscriptionSpec.on("Lab"), message -> {
            throw new IllegalStateException("not for me");
        });
        world.bus.pauseChannel("Lab", "so that the letter is there before the answer");
        world.threads.execute(() -> {
            while (world.bus.leftovers().size() < 3) {
                Thread.onSpinWait();
            }
            world.bus.resumeChannel("Lab");
        });

        ChannelTest test = tester.channel(world, "Lab", LONG);

        assertThat(test.passed()).isTrue();
        assertThat(test.alsoOffered()).containsExactly("sub-1");
    }

    @Test
    void aChannelThatIsNotThereIsNotMade() {
        assertThatExceptionOfType(UnknownChannelException.class)
                .isThrownBy(() -> tester.channel(world, "Lab", LONG))
                .withMessageContaining("vagus:channel-list");
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void anOperationIsCheckedWithoutItsHandler() {
        offer();

        OperationTest well = tester.operation(world, "Lab.Run", Map.of("Step", "DeployVM"), false);
        OperationTest wrong = tester.operation(world, "Lab.Run", Map.of("Step", 5), false);

        assertThat(well.passed()).as(well.failure()).isTrue();
        assertThat(well.ran()).isFalse();
        assertThat(well.policies()).hasSize(3);
        assertThat(wrong.passed()).isFalse();
        assertThat(wrong.failure()).contains("Step", "must be a string", "(validation)");
        assertThat(runs).hasValue(0);
        assertThat(world.registry.stops).isEmpty();
    }

    @Test
    void theHandlerRunsOnlyWhenThatIsAskedFor() {
        offer();

        OperationTest ran = tester.operation(world, "Lab.Run", Map.of("Step", "DeployVM"), true);

        assertThat(ran.result()).isEqualTo(1);
        assertThat(runs).hasValue(1);
    }

    @Test
    void whereNothingEndsTheCallNoneIsMade() {
        offer();
        SelfTester without = new SelfTester(Clock.systemUTC(), LONG, BreakerPolicy.NONE, (name, mark) -> () -> {});

        OperationTest test = without.operation(world, "Lab.Run", Map.of("Step", "DeployVM"), false);

        assertThat(test.passed()).isFalse();
        assertThat(test.failure()).contains("cannot be tried without its handler");
        assertThat(runs).hasValue(0);
    }

    @Test
    void anOperationThatIsNotThereHasFailed() {
        assertThat(tester.operation(world, "Lab.Run", Map.of(), true).failure()).isEqualTo("no operation Lab.Run");
    }

    @Test
    void withoutTheBundlesNothingCanBeTried() {
        world.missing.add("bus");
        world.missing.add("registry");

        assertThatExceptionOfType(ModuleUnavailableException.class)
                .isThrownBy(() -> tester.channel(world, "Lab", LONG));
        assertThatExceptionOfType(ModuleUnavailableException.class)
                .isThrownBy(() -> tester.operation(world, "Lab.Run", Map.of(), true));
    }

    @Test
    void afterTheStopNothingBegins() {
        tester.stop(LONG);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tester.channel(world, "Lab", LONG))
                .withMessageContaining("dev.vagus.metrics has stopped");
    }

    private void offer() {
        world.registry.register(
                OperationSpec.of("Lab", "Run").withParameter("Step", "string"), call -> runs.incrementAndGet());
    }
}
