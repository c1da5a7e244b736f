package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventReceipt;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusIssue.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** The health check of the store, with a database server that goes, refuses and comes back. */
public class StoreHealthIT extends FelixTest {
    private static final String CHANNEL = "StoreHealth";

    private final List<Bundle> installed = new ArrayList<>();
    private final List<EventReceipt> given = new ArrayList<>();
    private Class<?> serverType;
    private Object server;
    private int port;

    @Override
    @Configuration
    public Option[] felix() {
        return new Option[] {
            Felix.withVagus(),
            Felix.jar("org.apache.felix.http.servlet-api"),
            Felix.jar("org.apache.felix.healthcheck.api")
        };
    }

    @Before
    public void startTheServerAndTheStore() throws Exception {
        for (String artifact : List.of("org.osgi.service.jdbc", "h2", "store")) {
            installed.add(context.installBundle(Felix.location(artifact)));
        }
        serverType = installed.get(1).loadClass("org.h2.tools.Server");
        startServer();
        configure("dev.vagus.metrics", Map.of("status.oldest.ms", 200, "status.growth.window.ms", 1_000));
        configureStore(Map.of());
        for (Bundle each : installed) {
            each.start();
        }
        publish();
        awaitGreen();
    }

    @After
    public void takeEverythingBack() throws Exception {
        service(MessageBus.class).discard(DeadLetterFilter.ALL.onChannel(CHANNEL));
        for (int i = installed.size() - 1; i >= 0; i--) {
            installed.get(i).uninstall();
        }
        stopServer();
        for (String pid : List.of("dev.vagus.store", "dev.vagus.metrics")) {
            service(ConfigurationAdmin.class).getConfiguration(pid, "?").delete();
        }
    }

    @Test
    public void aDatabaseThatIsLostIsToldUntilItIsBack() throws Exception {
        long missing = service(EventHistory.class).snapshot().unstored();
        stopServer();
        publish();
        die();

        await().untilAsserted(() -> assertThat(problems())
                .anySatisfy(issue -> assertThat(issue.what()).contains("1 events wait to be stored, the oldest for"))
                .anySatisfy(issue -> assertThat(issue.what()).contains("1 of 1 dead letters are not in the store"))
                .filteredOn(issue -> issue.component().equals("store"))
                .allSatisfy(issue -> assertThat(issue.recommendation()).contains("vagus:")));
        assertThat(check().getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(service(CommunicationMetrics.class)
                        .snapshot(MetricsQuery.ALL)
                        .stores())
                .allSatisfy(store -> {
                    assertThat(store.present()).isTrue();
                    assertThat(store.unwritten()).isEqualTo(1);
                    assertThat(store.oldest()).isPositive();
                });

        startServer();

        awaitGreen();
        for (EventReceipt each : given) {
            assertThat(each.persisted().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(service(EventHistory.class).snapshot().unstored()).isEqualTo(missing);
    }

    @Test
    public void aDatabaseThatRefusesIsToldUntilItLetsTheStoreIn() throws Exception {
        configureStore(Map.of("user", "stranger", "password", "wrong"));
        publish();

        await().untilAsserted(() -> assertThat(problems())
                .anySatisfy(issue -> assertThat(issue.what()).contains("events wait to be stored")));
        assertThat(check().getStatus()).isEqualTo(Result.Status.WARN);

        configureStore(Map.of());
        publish();

        awaitGreen();
    }

    @Test
    public void eventsThatFoundNoRoomAreTold() throws Exception {
        long missing = service(EventHistory.class).snapshot().unstored();
        configureStore(Map.of("queue.capacity", 2));
        publish();
        awaitGreen();
        stopServer();
        for (int i = 0; i < 50; i++) {
            publish();
        }

        await().untilAsserted(() -> assertThat(problems())
                .anySatisfy(issue -> assertThat(issue.what()).contains("events were not stored within the last")));
        assertThat(check().getStatus()).isEqualTo(Result.Status.WARN);

        startServer();

        awaitGreen();
        assertThat(service(EventHistory.class).snapshot().unstored()).isGreaterThan(missing);
    }

    private void startServer() throws Exception {
        String folder = Path.of(context.getDataFile("database").getPath()).toString();
        String[] options = {
            "-tcpPort", String.valueOf(port), "-baseDir", folder, "-ifNotExists", "-tcpDaemon",
        };
        server = serverType.getMethod("createTcpServer", String[].class).invoke(null, (Object) options);
        serverType.getMethod("start").invoke(server);
        port = (int) serverType.getMethod("getPort").invoke(server);
    }

    private void stopServer() throws Exception {
        serverType.getMethod("stop").invoke(server);
    }

    private void configureStore(Map<String, Object> more) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of("user", "vagus", "password", "secret"));
        all.putAll(more);
        all.put("url", "jdbc:h2:tcp://127.0.0.1:" + port + "/history");
        Object former = store();
        configure("dev.vagus.store", all);
        if (former != null) {
            await().until(() -> store() != null && !former.equals(store()));
            await().until(() -> service(EventHistory.class).snapshot().hasStore());
        }
    }

    /** The id of the store's service, of which each configuration has another one; null while there is none. */
    private Object store() {
        ServiceReference<?> reference = context.getServiceReference("dev.vagus.spi.HistoryStore");
        return reference == null ? null : reference.getProperty(Constants.SERVICE_ID);
    }

    private void configure(String pid, Map<String, Object> values) throws Exception {
        service(ConfigurationAdmin.class).getConfiguration(pid, "?").update(InModule.properties(values));
    }

    private void publish() {
        given.add(service(EventPublisher.class).publish("StoreHealthTried", Map.of()));
    }

    /** A message becomes a dead letter. */
    private void die() {
        MessageBus bus = service(MessageBus.class);
        try (Subscription failing =
                bus.subscribe(SubscriptionSpec.on(CHANNEL).redelivered(RedeliveryPolicy.NONE), message -> {
                    throw new IllegalStateException("no");
                })) {
            bus.send(CHANNEL, "Step", Map.of());
            await().until(() ->
                    bus.subscriptions().stream().anyMatch(each -> each.id().equals(failing.id()) && each.dead() == 1));
        }
    }

    private void awaitGreen() {
        await().untilAsserted(() -> {
            assertThat(problems()).noneMatch(issue -> issue.component().equals("store"));
            assertThat(check().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(service(EventHistory.class).snapshot().unwritten()).isZero();
        });
    }

    private List<StatusIssue> problems() {
        return service(CommunicationStatus.class).report().issues().stream()
                .filter(issue -> issue.severity() != Severity.NOTE)
                .toList();
    }

    private Result check() throws Exception {
        var references = context.getServiceReferences(HealthCheck.class, "(hc.name=Vagus store)");
        assertThat(references).hasSize(1);
        return context.getService(references.iterator().next()).execute();
    }
}
