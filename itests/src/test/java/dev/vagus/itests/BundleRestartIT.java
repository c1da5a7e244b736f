package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.event.EventAdmin;

/**
 * Each bundle of Vagus is stopped and started alone, while the others go on; when it is back, the modules are wired again.
 * Nothing of it is an error.
 */
public class BundleRestartIT extends FelixTest {
    /** A setting that was set before is no change. */
    private static final AtomicInteger MAX_JOBS = new AtomicInteger(10);

    private List<Bundle> modules;
    private ErrorLog errors;

    @Before
    public void startTheModules() throws Exception {
        errors = ErrorLog.open(context);
        modules = List.of(startExample("labrunner"), startExample("configuration"), startExample("progress"));
        awaitEverythingWired();
    }

    @After
    public void uninstallTheModules() throws Exception {
        for (Bundle module : modules) {
            module.uninstall();
        }
        assertThat(errors.errors()).isEmpty();
    }

    @Test
    public void theBusAloneIsStoppedAndStarted() throws Exception {
        Bundle bus = bundle("dev.vagus.bus");

        bus.stop();
        assertThat(isThere(MessageBus.class)).isFalse();
        assertThat(execute()).isEqualTo("completed");
        awaitProgressHearingSteps();

        bus.start();
        awaitEverythingWired();
    }

    @Test
    public void theRegistryAloneIsStoppedAndStarted() throws Exception {
        Bundle bundle = bundle("dev.vagus.registry");

        bundle.stop();
        assertThat(isThere(ApiRegistry.class)).isFalse();
        service(MessageBus.class).send("Configuration", "ConfigChanged", Map.of("module", "Nobody"));
        try (RecordingHandler handler = RecordingHandler.on(context, "dev/vagus/event/Events/WithoutRegistry")) {
            service(EventPublisher.class).publish("WithoutRegistry", Map.of());
            await().until(() -> handler.heard().size() == 1);
        }

        bundle.start();
        awaitEverythingWired();
    }

    @Test
    public void eventsAloneAreStoppedAndStarted() throws Exception {
        Bundle events = bundle("dev.vagus.events");

        events.stop();
        assertThat(isThere(EventPublisher.class)).isFalse();
        assertThat(isThere(EventAdmin.class)).isFalse();
        // The lab runner cannot be without events: its operations are unavailable, not unknown.
        VagusException error = catchThrowableOfType(VagusException.class, this::execute);
        assertThat(error.category()).isEqualTo(ErrorCategory.UNAVAILABLE);
        service(MessageBus.class).send("Configuration", "ConfigChanged", Map.of("module", "Nobody"));

        events.start();
        awaitEverythingWired();
    }

    @Test
    public void theShellAloneIsStoppedAndStarted() throws Exception {
        Bundle shell = bundle("dev.vagus.shell");
        int commands = commands();
        assertThat(commands).isPositive();

        shell.stop();
        assertThat(commands()).isZero();
        assertThat(execute()).isEqualTo("completed");

        shell.start();
        await().until(() -> commands() == commands);
    }

    private void awaitEverythingWired() {
        awaiting("a call of the lab runner").until(() -> execute().equals("completed"));
        awaitProgressHearingSteps();
        awaitSettingsReachingTheLab();
    }

    private void awaitProgressHearingSteps() {
        long before = awaitAnswer(() -> ask("Progress.Report", "started"));
        execute();
        awaiting("the events of a step at the progress module").until(() -> ask("Progress.Report", "started") > before);
    }

    /** By a message from the configuration module to the lab runner. */
    private void awaitSettingsReachingTheLab() {
        awaiting("the lab runner's subscription").until(() -> service(MessageBus.class).subscriptions().stream()
                .anyMatch(subscription -> subscription.name().equals("labrunner-config")));
        int jobs = MAX_JOBS.incrementAndGet();
        awaitAnswer(() -> String.valueOf(service(ApiRegistry.class)
                .invoke(
                        "Configuration.UpdateSetting",
                        Map.of("Module", "LabRunner", "Setting", "MaxJobs", "Value", jobs))));
        awaiting("the setting " + jobs + " at the lab runner").until(() -> ask("LabRunner.Status", "maxJobs") == jobs);
    }

    /** While a module is not wired yet, its operations are unavailable or unknown. */
    private static ConditionFactory awaiting(String what) {
        return await(what).ignoreExceptionsInstanceOf(VagusException.class);
    }

    private static <T> T awaitAnswer(Callable<T> call) {
        return awaiting("an answer").until(call, answer -> true);
    }

    private String execute() {
        Object result = service(ApiRegistry.class).invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));
        return String.valueOf(((Map<?, ?>) result).get("status"));
    }

    private long ask(String operation, String key) {
        Object result = service(ApiRegistry.class).invoke(operation, Map.of());
        return ((Number) ((Map<?, ?>) result).get(key)).longValue();
    }

    private int commands() throws Exception {
        var references = context.getAllServiceReferences(null, "(osgi.command.scope=vagus)");
        return references == null ? 0 : references.length;
    }
}
