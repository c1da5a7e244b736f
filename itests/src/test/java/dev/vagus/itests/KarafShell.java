package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** What an operator does in Karaf: the commands in Karaf's own shell, and the scrape of the feature {@code vagus-http}. */
public abstract class KarafShell {
    @Inject
    protected BundleContext context;

    @Inject
    protected SessionFactory shells;

    @Inject
    protected ApiRegistry registry;

    @Inject
    protected CircuitBreakers breakers;

    @Inject
    protected ConfigurationAdmin configurations;

    @Before
    public void waitForTheModules() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Stream.of("LabRunner.ExecuteStep", "Progress.Report", "Configuration.GetSetting")
                        .allMatch(name -> registry.operation(name).isPresent()));
    }

    @Test
    public void anOperationIsCalledThroughAShellCommand() throws Exception {
        assertThat(execute("vagus:api-invoke LabRunner.ExecuteStep StepName=DeployVM"))
                .contains("DeployVM", "completed", "start machine lab");
        assertThat(execute("vagus:api-list")).contains("Configuration.UpdateSetting");
    }

    @Test
    public void everyCommandIsRegisteredOnce() throws Exception {
        List<String> names = shells.getRegistry().getCommands().stream()
                .filter(command -> command.getScope().equals("vagus"))
                .map(Command::getName)
                .toList();

        assertThat(names)
                .contains("api-invoke", "api-list", "message-send", "event-publish", "breaker-list", "policy-show");
        assertThat(names).doesNotHaveDuplicates();
        assertThat(context.getAllServiceReferences(null, "(osgi.command.scope=vagus)"))
                .isNull();
    }

    @Test
    public void aPolicyAppliesAndTheBreakerOfAnOperationIsListed() throws Exception {
        var policy = configurations.createFactoryConfiguration("dev.vagus.policy", "?");
        try {
            policy.update(new Hashtable<>(Map.of("targets", "LabRunner.*", "breaker.failures", 3)));
            await().until(() ->
                    breakers.policies().stream().anyMatch(each -> each.source().equals(policy.getPid())));
            registry.invoke("LabRunner.Status", Map.of());

            assertThat(breakers.status("LabRunner.Status"))
                    .hasValueSatisfying(breaker -> assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED));
            assertThat(execute("vagus:breaker-list")).containsPattern("LabRunner.Status +closed");
            assertThat(execute("vagus:policy-show LabRunner.Status --set"))
                    .containsPattern("breaker.failures +3 +" + Pattern.quote(policy.getPid()));
            assertThat(execute("vagus:breaker-open LabRunner.Status --reason repair"))
                    .contains("opened LabRunner.Status");
            assertThatThrownBy(() -> registry.invoke("LabRunner.Status", Map.of()))
                    .isInstanceOf(BreakerOpenException.class)
                    .hasMessageContaining("repair");
        } finally {
            breakers.reset("LabRunner.Status", true);
            policy.delete();
        }
        await().until(() -> breakers.policies().isEmpty());
        assertThat(registry.invoke("LabRunner.Status", Map.of())).isNotNull();
    }

    @Test
    public void figuresAreShownAndBegunAnew() throws Exception {
        registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));
        assertThat(execute("vagus:metrics"))
                .containsPattern("TRAFFIC +COUNT +RATE")
                .containsPattern("most called:\\s+OPERATION[^\\n]*\\n(.*\\n)*LabRunner.ExecuteStep +\\d+");

        assertThat(execute("vagus:metrics-reset")).contains("metrics begin at");

        assertThat(execute("vagus:metrics --operation LabRunner.*")).containsPattern("calls +0 +0.0/s");
    }

    @Test
    public void aCallIsTracedFromItsBeginToTheEventsThatItCaused() throws Exception {
        assertThat(execute("vagus:trace-start --level detailed --operation LabRunner.*"))
                .contains("tracing is on: level detailed");
        try {
            execute("vagus:api-invoke LabRunner.ExecuteStep StepName=DeployVM --correlation karaf-1");

            await().untilAsserted(() -> assertThat(execute("vagus:trace-show karaf-1"))
                    .contains("call LabRunner.ExecuteStep", "publish LabStepStarted", "hearing LabStepStarted"));
        } finally {
            assertThat(execute("vagus:trace-stop")).contains("tracing is off");
        }
    }

    @Test
    public void theStatusAndTheSelfTestSayThatAllIsWell() throws Exception {
        assertThat(execute("vagus:status")).contains("HEALTHY at").doesNotContain("UNHEALTHY");
        assertThat(execute("vagus:self-test basic"))
                .containsPattern("tests in .*: \\d+ passed, 0 failed, [01] skipped");
    }

    @Test
    public void aChannelAndAnOperationAreTried() throws Exception {
        execute("vagus:channel-create KarafTried --capacity 100");
        try {
            assertThat(execute("vagus:channel-test KarafTried")).contains("the message came back after");
        } finally {
            execute("vagus:channel-remove KarafTried --force");
        }
        assertThat(execute("vagus:api-test LabRunner.ExecuteStep StepName=DeployVM"))
                .contains("LabRunner.ExecuteStep");
        assertThatThrownBy(() -> execute("vagus:api-test LabRunner.ExecuteStep"))
                .hasMessageContaining("StepName");
    }

    @Test
    public void anOperationAndMiddlewareAreTakenAway() throws Exception {
        var operation = registry.register(OperationSpec.of("KarafTried", "Run"), call -> "done");
        var middleware = registry.addMiddleware("karaf-tried", 5_000, (call, next) -> next.proceed(call));
        try {
            assertThat(registry.chain("KarafTried.Run")).contains("karaf-tried");
            assertThatThrownBy(() -> execute("vagus:middleware-remove karaf-tried"))
                    .hasMessageContaining("give --force");
            assertThat(registry.chain("KarafTried.Run")).contains("karaf-tried");
            execute("vagus:middleware-remove karaf-tried --force");
            assertThat(registry.chain("KarafTried.Run")).doesNotContain("karaf-tried");

            assertThatThrownBy(() -> execute("vagus:api-unregister KarafTried.Run"))
                    .hasMessageContaining("--force");
            assertThat(registry.operation("KarafTried.Run")).isPresent();
            execute("vagus:api-unregister KarafTried.Run --force");
            assertThat(registry.operation("KarafTried.Run")).isEmpty();
        } finally {
            middleware.close();
            operation.close();
        }
    }

    @Test
    public void whatIsMeasuredIsScrapedOverHttp() throws Exception {
        registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));
        String address = await().until(this::webServer, each -> !each.isEmpty()) + "metrics";
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .build();

        await().untilAsserted(() -> {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(answer.body())
                    .containsPattern("(?m)^vagus_calls_total\\{.*operation=\"ExecuteStep\",outcome=\"success\"} [1-9]")
                    .containsPattern("(?m)^vagus_operations [1-9]")
                    .contains("# TYPE vagus_call_duration_seconds histogram", "vagus_breaker_state{");
        });
    }

    /** Where the web server is, with a slash at the end; empty while it has not started. */
    private String webServer() throws Exception {
        ServiceReference<?>[] runtimes =
                context.getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
        Object endpoints = runtimes == null ? null : runtimes[0].getProperty("osgi.http.endpoint");
        return Stream.of(endpoints instanceof String[] several ? several : new String[] {String.valueOf(endpoints)})
                .filter(each -> each.startsWith("http://127.0.0.1:"))
                .findFirst()
                .orElse("");
    }

    /** What a command prints and returns in Karaf's shell. */
    protected final String execute(String command) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Session session = shells.create(new ByteArrayInputStream(new byte[0]), out, out);
        try {
            Object result = session.execute(command);
            out.flush();
            return bytes.toString(StandardCharsets.UTF_8) + (result == null ? "" : result);
        } finally {
            session.close();
        }
    }
}
