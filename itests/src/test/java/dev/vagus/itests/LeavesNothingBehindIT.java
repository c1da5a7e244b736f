package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * A module is installed, started, used, stopped and uninstalled 200 times: no thread, no service reference and at most one
 * class loader of it is left, and the heap has not grown.
 */
public class LeavesNothingBehindIT extends FelixTest {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 200;

    private MessageBus bus;
    private ApiRegistry registry;
    private EventPublisher events;

    @Before
    public void findTheServices() {
        bus = service(MessageBus.class);
        registry = service(ApiRegistry.class);
        events = service(EventPublisher.class);
    }

    @After
    public void nothingIsRegisteredAnyMore() {
        assertThat(registry.operations()).isEmpty();
        assertThat(bus.subscriptions()).isEmpty();
    }

    @Test
    public void anExampleModuleThatIsNotUsed() throws Exception {
        repeat(leftovers -> {
            Bundle lab = startExample("labrunner");
            leftovers.watch(lab);
            lab.stop();
            lab.uninstall();
        });
    }

    @Test
    public void anExampleModuleWithCallsMessagesAndEvents() throws Exception {
        Bundle progress = startExample("progress");
        try {
            repeat(leftovers -> {
                Bundle lab = startExample("labrunner");
                leftovers.watch(lab);
                useTheLab();
                lab.stop();
                lab.uninstall();
            });
        } finally {
            progress.uninstall();
        }
    }

    @Test
    public void aModuleThatRegistersEverythingInCodeAndFails() throws Exception {
        ModuleJar jar = ModuleJar.of("Everything").activator(UsesEverything.class);
        repeat(leftovers -> {
            Bundle module = jar.start(context);
            leftovers.watch(module);
            useEverything();
            module.stop();
            module.uninstall();
        });
    }

    @Test
    public void theCircuitBreakersThatStopAndStartUnderCallsAndGuards() throws Exception {
        startExample("labrunner");
        Bundle breaker = bundle("dev.vagus.breaker");
        await().until(() -> !registry.operations().isEmpty());
        try {
            repeat(leftovers -> {
                await().until(() -> registry.chain("LabRunner.Status").contains("breaker"));
                registry.invoke("LabRunner.Status", Map.of());
                guardOnce();
                breaker.stop();
                registry.invoke("LabRunner.Status", Map.of());
                breaker.start();
            });
        } finally {
            bundle("dev.vagus.examples.labrunner").uninstall();
        }
    }

    /** Uses the service and lets go of it, as a component does. */
    private void guardOnce() throws Exception {
        ServiceReference<CircuitBreakers> reference = context.getServiceReference(CircuitBreakers.class);
        try {
            assertThat(context.getService(reference).guard("once", () -> 1)).isEqualTo(1);
        } finally {
            context.ungetService(reference);
        }
    }

    private void repeat(Round round) throws Exception {
        Leftovers leftovers = new Leftovers(context);
        for (int i = 0; i < WARM_UP; i++) {
            round.run(leftovers);
        }
        leftovers.startCounting();
        for (int i = 0; i < ROUNDS; i++) {
            round.run(leftovers);
        }
        leftovers.assertNone();
    }

    private void useTheLab() throws Exception {
        Map<String, Object> deploy = Map.of("StepName", "DeployVM", "Parameters", Map.of("Name", "web"));
        assertThat(registry.invoke("LabRunner.ExecuteStep", deploy)).asString().contains("completed");
        Object later = registry.call("LabRunner.ExecuteLongStep")
                .with(Map.of("StepName", "DeployVM", "SettleMillis", 0))
                .async()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(later).asString().contains("completed");
        Labs labs = registry.client("LabRunner", Labs.class);
        assertThat(labs.status().failed()).isZero();
        assertFails(() -> registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "NoSuchStep")));
        bus.send("Configuration", "ConfigChanged", new Setting("LabRunner", "MaxJobs", 7));
        await().until(() -> labs.status().maxJobs() == 7);
    }

    private void useEverything() {
        assertThat(registry.invoke("Everything.Answer", Map.of("Text", "a"))).hasToString("{text=a, length=1}");
        assertFails(() -> registry.invoke("Everything.Fail", Map.of()));
        long dead = bus.deadLetters().size();
        long failed = failedEvents();
        bus.send("Everything", "Good", Map.of("text", "a", "length", 1));
        bus.send("Everything", "Bad", Map.of("text", "b", "length", 2));
        events.publish("EverythingGood", Map.of("n", 1));
        events.publish("EverythingBad", Map.of("n", 2));
        await().until(() -> bus.deadLetters().size() > dead || dead >= 1_000);
        await().until(() -> failedEvents() >= failed + 2);
    }

    private long failedEvents() {
        return events.handlers().stream().mapToLong(handler -> handler.failed()).sum();
    }

    private static void assertFails(Runnable call) {
        try {
            call.run();
        } catch (VagusException e) {
            assertThat(e).hasMessageNotContaining("null");
            return;
        }
        throw new AssertionError("no failure");
    }

    /** One life of a module. */
    private interface Round {
        void run(Leftovers leftovers) throws Exception;
    }

    /** The lab runner as this caller sees it. */
    public interface Labs {
        LabStatus status();
    }

    /** What this caller wants to know of the lab. */
    public record LabStatus(long failed, int maxJobs) {}

    /** A change of a setting. */
    public record Setting(String module, String setting, Object newValue) {}
}
