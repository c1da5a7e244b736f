package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Bundles of others that know EventAdmin and nothing of Vagus, as they are on Maven Central, with ours as the only
 * EventAdmin: the event plugin of Felix's web console, asked by HTTP, Felix Health Checks, and Felix Config Admin.
 */
public class ThirdPartyClientsIT extends FelixTest {
    private static final String EVENTS = "/system/console/events";

    @Override
    @Configuration
    public Option[] felix() {
        return new Option[] {
            frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
            frameworkProperty("org.osgi.service.http.port").value("0"),
            Felix.withVagus(),
            Felix.jar("commons-io"),
            Felix.jar("commons-fileupload"),
            Felix.jar("org.apache.felix.http.servlet-api"),
            Felix.jar("org.apache.felix.http.jetty12"),
            Felix.jar("org.apache.felix.inventory"),
            Felix.jar("encoder"),
            Felix.jar("org.apache.felix.webconsole"),
            Felix.jar("org.apache.felix.webconsole.plugins.event"),
            Felix.jar("org.apache.felix.healthcheck.api"),
            Felix.jar("org.apache.felix.healthcheck.core")
        };
    }

    @Test
    public void oursIsTheOnlyEventAdmin() throws Exception {
        assertThat(context.getServiceReferences(EventAdmin.class, null))
                .extracting(reference -> reference.getBundle().getSymbolicName())
                .containsExactly("dev.vagus.events");
        assertThat(context.getBundles())
                .allSatisfy(each ->
                        assertThat(each.getState()).as(each.getSymbolicName()).isIn(Bundle.ACTIVE, Bundle.RESOLVED));
    }

    @Test
    public void theWebConsoleShowsWhatIsPostedAndSent() throws Exception {
        EventAdmin admin = service(EventAdmin.class);
        await().ignoreExceptions()
                .until(() -> ask("GET", EVENTS + ".json", ""), containsString("Event admin: available"));

        admin.postEvent(new Event("it/console/posted", Map.of("step", "DeployVM")));
        admin.sendEvent(new Event("it/console/sent", Map.of("step", "StartVM")));

        await().untilAsserted(() -> assertThat(ask("GET", EVENTS + ".json", ""))
                .contains("it/console/posted", "DeployVM", "it/console/sent", "StartVM"));
    }

    @Test
    public void whatIsPostedAndSentFromTheWebConsoleIsHeard() throws Exception {
        await().ignoreExceptions()
                .until(() -> ask("GET", EVENTS + ".json", ""), containsString("Event admin: available"));
        try (RecordingHandler handler = RecordingHandler.on(context, "it/fromconsole/*")) {
            for (String action : List.of("post", "send")) {
                String answer = ask("POST", EVENTS, "action=" + action + "&topic=it%2Ffromconsole%2F" + action);
                assertThat(answer).contains("received since");
            }

            await().until(() -> handler.heard().size() == 2);
            assertThat(handler.topics()).containsExactlyInAnyOrder("it/fromconsole/post", "it/fromconsole/send");
        }
    }

    @Test
    public void aHandlerHearsWhenTheHealthOfACheckChanges() throws Exception {
        AtomicReference<Result.Status> status = new AtomicReference<>(Result.Status.OK);
        ServiceRegistration<HealthCheck> check = context.registerService(
                HealthCheck.class,
                () -> new Result(status.get(), "as the test says"),
                InModule.properties(Map.of("hc.name", "lab", "hc.tags", "lab", "hc.resultCacheTtlInMs", 1L)));
        EventQuery ofTheCheck =
                EventQuery.ALL.named("org/apache/felix/health/tag/lab/*").oldestFirst();
        var history = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.events", "?");
        history.update(InModule.properties(Map.of("history.topics", "org/apache/felix/health/*")));
        await().until(() -> service(EventPublisher.class)
                .explain("org/apache/felix/health/tag/lab/STATUS_CHANGED")
                .kept());
        var monitor = service(ConfigurationAdmin.class)
                .createFactoryConfiguration("org.apache.felix.hc.core.impl.monitor.HealthCheckMonitor", "?");
        try (RecordingHandler handler =
                RecordingHandler.on(context, "org/apache/felix/health/tag/lab/STATUS_CHANGED")) {
            monitor.update(InModule.properties(Map.of("tags", "lab", "intervalInSec", 1L)));
            await().until(() -> handler.heard().size() == 1);
            status.set(Result.Status.CRITICAL);
            await().until(() -> handler.heard().size() == 2);

            assertThat(handler.values("status")).containsExactly(Result.Status.OK, Result.Status.CRITICAL);
            assertThat(handler.values("previousStatus")).containsExactly(null, Result.Status.OK);
            assertThat(service(EventHistory.class).query(ofTheCheck).events())
                    .extracting(event -> event.data().get("status"))
                    .containsExactly("OK", "CRITICAL");
        } finally {
            history.delete();
            monitor.delete();
            check.unregister();
        }
    }

    @Test
    public void healthChecksOfVagusAreExecutedAndToldApart() throws Exception {
        MessageBus bus = service(MessageBus.class);
        bus.createChannel(ChannelSpec.named("HealthOfLab"));
        bus.pauseChannel("HealthOfLab", "repair");
        try {
            assertThat(executedChecks())
                    .hasSize(8)
                    .containsEntry("Vagus bus", Result.Status.WARN)
                    .containsEntry("Vagus registry", Result.Status.OK);
        } finally {
            bus.removeChannel("HealthOfLab");
        }
        assertThat(executedChecks()).containsEntry("Vagus bus", Result.Status.OK);
    }

    private Map<String, Result.Status> executedChecks() {
        Map<String, Result.Status> all = new HashMap<>();
        HealthCheckExecutionOptions now = new HealthCheckExecutionOptions();
        now.setForceInstantExecution(true);
        service(HealthCheckExecutor.class)
                .execute(HealthCheckSelector.tags("vagus"), now)
                .forEach(each -> all.put(
                        each.getHealthCheckMetadata().getName(),
                        each.getHealthCheckResult().getStatus()));
        return all;
    }

    @Test
    public void aHandlerHearsWhatHappensToAConfiguration() throws Exception {
        try (RecordingHandler handler = RecordingHandler.filtered(
                context, "org/osgi/service/cm/ConfigurationEvent/*", "(cm.factoryPid=it.configured)")) {
            var configuration = service(ConfigurationAdmin.class).createFactoryConfiguration("it.configured", "?");
            String pid = configuration.getPid();
            configuration.update(InModule.properties(Map.of("limit", 5)));
            configuration.delete();

            await().until(() -> handler.heard().size() == 2);
            assertThat(handler.topics())
                    .containsExactly(
                            "org/osgi/service/cm/ConfigurationEvent/CM_UPDATED",
                            "org/osgi/service/cm/ConfigurationEvent/CM_DELETED");
            assertThat(handler.values("cm.pid")).containsOnly(pid);
            await().ignoreExceptions().untilAsserted(() -> assertThat(ask("GET", EVENTS + ".json", ""))
                    .contains("ConfigurationEvent/CM_DELETED", pid));
        }
    }

    /** What the web console answers, with the slashes of its JSON as they are; the administrator's name and password are its defaults. */
    private String ask(String method, String path, String form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(console() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8)));
        if (!form.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
        }
        try (var answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8).replace("\\/", "/");
        } finally {
            connection.disconnect();
        }
    }

    /** Where the web server listens: it chose the port itself. */
    private String console() {
        ServiceReference<?> runtime =
                context.getServiceReference("org.osgi.service.servlet.runtime.HttpServiceRuntime");
        String[] endpoints = (String[]) runtime.getProperty("osgi.http.endpoint");
        return endpoints[0].replaceAll("/$", "");
    }
}
