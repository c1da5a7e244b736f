package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Priority;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventSubscription;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.SelfTest;
import dev.vagus.metrics.SelfTestSpec;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.Tracing;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import dev.vagus.spi.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The lines of code of the page for those who come from the PowerShell module, each as it stands there. */
public class MigrationIT extends FelixTest {
    private static final Path PAGE = Path.of("..", "docs", "migration.md");
    private static final Path SELF = Path.of("src", "test", "java", "dev", "vagus", "itests", "MigrationIT.java");
    private static final int CODE = 3;

    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @Test
    public void thePageShowsNoLineThatIsNotRunHere() throws IOException {
        String source = bare(Files.readString(SELF));
        List<String> lines = new ArrayList<>();
        for (String row : Files.readAllLines(PAGE)) {
            String[] cells = row.split(" *\\| *", -1);
            if (row.startsWith("|") && cells.length > CODE && cells[CODE].endsWith(";`")) {
                lines.add(cells[CODE].substring(1, cells[CODE].length() - 1));
            }
        }
        assertThat(lines).hasSizeGreaterThan(35);
        assertThat(lines).allSatisfy(line -> assertThat(source).contains(bare(line)));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    public void messages() throws Exception {
        MessageBus bus = service(MessageBus.class);
        SelfTest selfTest = service(SelfTest.class);
        bus.createChannel(ChannelSpec.named("Settings")
                .describedAs("Configuration updates")
                .withCapacity(1000));
        Subscription subscription = bus.subscribe(
                SubscriptionSpec.on("Settings").ofType("Config*").matching("(Module=LabRunner)"),
                message -> heard.add(message.data()));
        bus.send("Settings", "ConfigChanged", Map.of("Module", "LabRunner", "NewValue", 10));
        bus.message("Settings", "ConfigChanged")
                .data(Map.of("NewValue", 10))
                .priority(Priority.HIGH)
                .timeToLive(Duration.ofMinutes(5))
                .send();
        await().until(() -> heard.equals(List.of(Map.of("Module", "LabRunner", "NewValue", 10))));
        assertThat(selfTest.channel("Settings", Duration.ofSeconds(10)).passed())
                .isTrue();
        selfTest.channel("Settings", Duration.ofSeconds(10));
        bus.channels();
        bus.subscriptions();
        bus.pause("maintenance");
        bus.send("Settings", "ConfigChanged", Map.of("Module", "LabRunner", "NewValue", 11));
        bus.clear("Settings");
        bus.resume();
        subscription.close();
        assertThat(heard).hasSize(1);
        bus.removeChannel("Settings");
        assertThat(bus.channel("Settings")).isEmpty();
    }

    @Test
    public void calls() {
        ApiRegistry registry = service(ApiRegistry.class);
        CircuitBreakers breakers = service(CircuitBreakers.class);
        SelfTest selfTest = service(SelfTest.class);
        Registration operation = registry.register(
                OperationSpec.of("Lab", "Run").withParameter("StepName", "string"), call -> Map.of("Success", true));
        registry.operations();
        registry.addMiddleware("Logging", 10, (invocation, next) -> next.proceed(invocation));
        selfTest.operation("Lab.Run", Map.of("StepName", "DeployVM"), false);
        registry.invoke("Lab.Run", Map.of("StepName", "DeployVM"));
        registry.call("Lab.Run")
                .with("StepName", "DeployVM")
                .timeout(Duration.ofSeconds(30))
                .retries(3)
                .async();
        assertThat(registry.invoke("Lab.Run", Map.of("StepName", "DeployVM"))).isEqualTo(Map.of("Success", true));
        registry.chain("Lab.Run");
        assertThat(registry.chain("Lab.Run")).contains("Logging");
        registry.removeMiddleware("Logging");
        assertThat(registry.chain("Lab.Run")).doesNotContain("Logging");
        breakers.list();
        breakers.list().forEach(breaker -> breakers.reset(breaker.target(), true));
        registry.unregister("Lab.Run");
        assertThat(registry.operation("Lab.Run")).isEmpty();
        operation.close();
    }

    @Test
    public void events() {
        EventPublisher events = service(EventPublisher.class);
        EventHistory history = service(EventHistory.class);
        Registration handler = events.subscribe(EventSubscription.to("Module*"), event -> heard.add(event.name()));
        events.publish("ModuleInitialized", Map.of("ModuleName", "LabRunner"));
        events.event("SystemShutdown")
                .data("Reason", "Maintenance")
                .broadcast()
                .persist(true)
                .publish();
        await().until(() -> heard.contains("ModuleInitialized"));
        assertThat(history.query(EventQuery.ALL.named("Module*").limit(50)).events())
                .anyMatch(event -> event.name().equals("ModuleInitialized"));
        history.query(EventQuery.ALL.named("Module*").limit(50));
        handler.close();
        history.clear(EventQuery.ALL.named("Module*"));
        assertThat(history.query(EventQuery.ALL.named("Module*")).events()).isEmpty();
    }

    @Test
    public void running() throws Exception {
        CommunicationMetrics metrics = service(CommunicationMetrics.class);
        Tracing tracing = service(Tracing.class);
        CommunicationStatus status = service(CommunicationStatus.class);
        SelfTest selfTest = service(SelfTest.class);
        metrics.reset();
        metrics.snapshot(MetricsQuery.ALL.within(Duration.ofHours(1)).in(Detail.DETAILED));
        tracing.start(TraceSpec.ALL.at(TraceLevel.VERBOSE).ofModules("Lab*"));
        tracing.stop();
        status.report();
        selfTest.run(SelfTestSpec.BASIC, row -> heard.add(row.name()));
        assertThat(heard).contains("send and receive");
    }

    @Test
    public void securing() throws IOException {
        SecurityService security = service(SecurityService.class);
        TokenService tokens = service(TokenService.class);
        security.disable();
        IssuedToken token = tokens.issue(TokenRequest.user("ann", "api:Lab.Run")
                .lasting(Duration.ofHours(8))
                .withRefreshToken());
        tokens.verify(token.accessToken());
        assertThat(tokens.revoke(Revocation.user("ann"))).isPositive();
        tokens.revoke(Revocation.user("ann"));
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(true)
                .withEncryption(EncryptionLevel.STRONG)
                .withTokenLifetime(Duration.ofMinutes(120)));
        // From now on this module may do nothing any more; the configuration wins over what code has said.
        assertThatThrownBy(security::disable).isInstanceOf(AccessRefusedException.class);
        Configuration off = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.security", "?");
        off.update(new Hashtable<>(Map.of("enabled", false)));
        await().until(() -> !isThere(Gate.class));
    }
}
