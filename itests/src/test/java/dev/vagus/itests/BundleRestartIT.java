package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        assertThat(execute("DeployVM")).isEqualTo("completed");
        await().until(this::progressHearsSteps);

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
        assertThat(categoryOf(() -> execute("DeployVM"))).isEqualTo(ErrorCategory.UNAVAILABLE);
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
        assertThat(execute("DeployVM")).isEqualTo("completed");

        shell.start();
        await().until(() -> commands() == commands);
    }

    private void awaitEverythingWired() {
        await().ignoreExceptionsInstanceOf(VagusException.class)
                .until(() -> execute("DeployVM").equals("completed") && progressHearsSteps() && settingsReachTheLab());
    }

    private String execute(String step) {
        Object result = service(ApiRegistry.class).invoke("LabRunner.ExecuteStep", Map.of("StepName", step));
        return String.valueOf(((Map<?, ?>) result).get("status"));
    }

    private boolean progressHearsSteps() {
        long before = ask("Progress.Report", "started");
        execute("DeployVM");
        await().until(() -> ask("Progress.Report", "started") > before);
        return true;
    }

    /** By a message from the configuration module to the lab runner. */
    private boolean settingsReachTheLab() {
        long jobs = ask("LabRunner.Status", "maxJobs") % 20 + 1;
        service(ApiRegistry.class)
                .invoke(
                        "Configuration.UpdateSetting",
                        Map.of("Module", "LabRunner", "Setting", "MaxJobs", "Value", jobs));
        await().until(() -> ask("LabRunner.Status", "maxJobs") == jobs);
        return true;
    }

    private long ask(String operation, String key) {
        Object result = service(ApiRegistry.class).invoke(operation, Map.of());
        return ((Number) ((Map<?, ?>) result).get(key)).longValue();
    }

    private int commands() throws Exception {
        var references = context.getAllServiceReferences(null, "(osgi.command.scope=vagus)");
        return references == null ? 0 : references.length;
    }

    private static ErrorCategory categoryOf(Callable<?> call) throws Exception {
        try {
            throw new AssertionError("no error, but the result " + call.call());
        } catch (VagusException e) {
            return e.category();
        }
    }
}
