package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationDescriptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The example modules, whose components are annotated, work with one another through Vagus. */
public class ExampleModulesIT extends FelixTest {
    private ApiRegistry registry;
    private List<Bundle> modules;

    @Before
    public void startTheModules() throws Exception {
        registry = service(ApiRegistry.class);
        modules = List.of(startExample("labrunner"), startExample("configuration"), startExample("progress"));
        await().until(() -> operations()
                .containsAll(List.of("LabRunner.ExecuteStep", "Configuration.UpdateSetting", "Progress.Report")));
    }

    @After
    public void uninstallTheModules() throws BundleException {
        for (Bundle module : modules) {
            module.uninstall();
        }
    }

    @Test
    public void everyAnnotatedMethodIsAnOperationWithItsParameters() {
        OperationDescriptor step = registry.operation("LabRunner.ExecuteStep").orElseThrow();

        assertThat(operations()).contains("LabRunner.ExecuteLongStep", "LabRunner.Status", "Configuration.GetSetting");
        assertThat(step.parameters())
                .extracting(parameter ->
                        parameter.name() + " " + parameter.schema().get("type") + " " + parameter.required())
                .containsExactly("StepName string true", "Parameters object false");
        assertThat(step.scopes()).containsExactly("lab:run");
        assertThat(step.version()).startsWith("1.0.0");
        assertThat(registry.operation("LabRunner.ExecuteLongStep").orElseThrow().asynchronous())
                .isTrue();
    }

    @Test
    public void aStepIsExecutedAndItsEventsReachTheProgressModule() {
        long before = number(registry.invoke("Progress.Report", Map.of()), "completed");

        Object result = registry.invoke(
                "LabRunner.ExecuteStep", Map.of("StepName", "DeployVM", "Parameters", Map.of("Name", "web-1")));

        assertThat(result)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("status", "completed")
                .containsEntry("actions", List.of("create machine web-1", "start machine web-1"));
        await().until(() -> number(registry.invoke("Progress.Report", Map.of()), "completed") == before + 1);
    }

    @Test
    public void aTypedClientOfTheCallersOwnCallsIt() {
        Lab lab = registry.client("LabRunner", Lab.class);

        assertThat(lab.executeStep("TakeSnapshot", Map.of("Name", "db")))
                .isEqualTo(new Step("TakeSnapshot", "completed", List.of("freeze db", "copy db", "resume db")));
    }

    @Test
    public void aChangeOfASettingIsAnnouncedOnceAsAMessageAndAsAnEventAndUsed() {
        List<Object> messages = new CopyOnWriteArrayList<>();
        List<Object> events = new CopyOnWriteArrayList<>();
        int jobs = 3 + (int) (System.nanoTime() % 50 + 50) % 50;
        try (var subscription = service(MessageBus.class)
                        .subscribe(
                                SubscriptionSpec.on("Configuration").ofType("ConfigChanged"),
                                message -> messages.add(
                                        message.source() + " " + message.data().get("newValue")));
                var registration = service(EventPublisher.class)
                        .subscribe(EventSubscription.to("ConfigurationChanged"), event -> events.add(event.source()))) {
            registry.invoke(
                    "Configuration.UpdateSetting", Map.of("Module", "LabRunner", "Setting", "MaxJobs", "Value", jobs));

            await().until(() -> number(registry.invoke("LabRunner.Status", Map.of()), "maxJobs") == jobs);
            await().until(() -> !messages.isEmpty() && !events.isEmpty());
            assertThat(subscription.isOpen()).isTrue();
            assertThat(registration.isOpen()).isTrue();
        }
        assertThat(messages).containsExactly("Configuration " + jobs);
        assertThat(events).containsExactly("Configuration");
        assertThat(registry.invoke("Configuration.GetSetting", Map.of("Module", "LabRunner", "Setting", "MaxJobs")))
                .hasToString(String.valueOf(jobs));
    }

    @Test
    public void whatAModuleOfferedGoesWhenItStopsAndComesWhenItStarts() throws Exception {
        Bundle lab = modules.get(0);

        lab.stop();
        assertThat(operations()).noneMatch(name -> name.startsWith("LabRunner."));
        assertThat(namesOfSubscriptions()).doesNotContain("labrunner-config");

        lab.start();
        await().until(() -> operations().contains("LabRunner.ExecuteStep"));
        await().until(() -> namesOfSubscriptions().contains("labrunner-config"));
    }

    private List<String> operations() {
        return registry.operations().stream()
                .map(OperationDescriptor::qualifiedName)
                .toList();
    }

    private List<String> namesOfSubscriptions() {
        return service(MessageBus.class).subscriptions().stream()
                .map(SubscriptionSnapshot::name)
                .toList();
    }

    private static long number(Object structure, String key) {
        return ((Number) ((Map<?, ?>) structure).get(key)).longValue();
    }

    /** The lab runner as this caller sees it. */
    public interface Lab {
        Step executeStep(
                @dev.vagus.registry.ApiParameter(name = "StepName") String stepName,
                @dev.vagus.registry.ApiParameter(name = "Parameters") Map<String, Object> parameters);
    }

    /** What this caller wants to know of a result. */
    public record Step(String stepName, String status, List<String> actions) {}
}
