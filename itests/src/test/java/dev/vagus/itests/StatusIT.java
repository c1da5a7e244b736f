package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.metrics.CommunicationStatus;
import dev.vagus.metrics.Health;
import dev.vagus.metrics.StatusIssue;
import dev.vagus.metrics.StatusIssue.Severity;
import dev.vagus.metrics.StatusReport;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.After;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The status and the health checks of the real bundles: what is broken is told, and told no more when it is mended. */
public class StatusIT extends FelixTest {
    private static final String CHANNEL = "StatusOfLab";

    @Override
    @Configuration
    public Option[] felix() {
        return new Option[] {
            Felix.withVagus(),
            Felix.jar("org.apache.felix.http.servlet-api"),
            Felix.jar("org.apache.felix.healthcheck.api")
        };
    }

    @After
    public void everythingIsWellAgain() {
        if (service(MessageBus.class).channel(CHANNEL).isPresent()) {
            service(MessageBus.class).removeChannel(CHANNEL);
        }
        await().untilAsserted(() -> assertThat(problems()).isEmpty());
    }

    @Test
    public void aFreshFrameworkIsHealthy() throws Exception {
        assertThat(report().overall()).isEqualTo(Health.HEALTHY);
        assertThat(context.getServiceReferences(HealthCheck.class, "(hc.tags=vagus)"))
                .hasSize(8);
        assertThat(check("bus").getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    public void aPausedSubscriptionAndAFullMailboxAreTold() throws Exception {
        MessageBus bus = service(MessageBus.class);
        bus.createChannel(ChannelSpec.named(CHANNEL).withCapacity(10));
        Subscription subscription = bus.subscribe(SubscriptionSpec.on(CHANNEL), message -> {});
        try {
            bus.pauseSubscription(subscription.id(), "repair");
            assertThat(problems()).singleElement().satisfies(issue -> {
                assertThat(issue.what()).contains(subscription.id(), CHANNEL, "is paused");
                assertThat(issue.cause()).contains("repair");
                assertThat(issue.recommendation()).contains("vagus:subscription-resume " + subscription.id());
            });
            for (int i = 0; i < 8; i++) {
                bus.send(CHANNEL, "Step", Map.of());
            }
            assertThat(problems()).hasSize(2).anySatisfy(issue -> assertThat(issue.what())
                    .contains("holds 8 of 10 messages"));
            assertThat(check("bus").getStatus()).isEqualTo(Result.Status.WARN);

            bus.resumeSubscription(subscription.id());
            await().untilAsserted(() -> assertThat(problems()).isEmpty());
        } finally {
            subscription.close();
        }
    }

    @Test
    public void aPausedChannelIsTold() {
        MessageBus bus = service(MessageBus.class);
        bus.createChannel(ChannelSpec.named(CHANNEL));
        bus.pauseChannel(CHANNEL, "repair");

        assertThat(problems()).singleElement().satisfies(issue -> assertThat(issue.what())
                .contains("the channel " + CHANNEL + " is paused"));
    }

    @Test
    public void deadLettersAreTold() {
        MessageBus bus = service(MessageBus.class);
        Subscription subscription =
                bus.subscribe(SubscriptionSpec.on(CHANNEL).redelivered(RedeliveryPolicy.NONE), message -> {
                    throw new IllegalStateException("no");
                });
        try {
            bus.send(CHANNEL, "Step", Map.of());
            await().untilAsserted(
                            () -> assertThat(problems()).singleElement().satisfies(issue -> assertThat(issue.what())
                                    .startsWith("1 messages became dead letters")));
        } finally {
            subscription.close();
            bus.discard(DeadLetterFilter.ALL.onChannel(CHANNEL));
        }
    }

    @Test
    public void anOpenBreakerIsTold() throws Exception {
        ApiRegistry registry = service(ApiRegistry.class);
        Registration offered = registry.register(OperationSpec.of("StatusLab", "Run"), call -> Map.of());
        try {
            registry.invoke("StatusLab.Run", Map.of());
            service(CircuitBreakers.class).forceOpen("StatusLab.Run", "repair");
            assertThat(problems()).singleElement().satisfies(issue -> {
                assertThat(issue.what()).contains("StatusLab.Run", "forced-open");
                assertThat(issue.cause()).contains("repair");
            });
            assertThat(check("breaker").getStatus()).isEqualTo(Result.Status.WARN);
            service(CircuitBreakers.class).reset("StatusLab.Run", true);
            assertThat(problems()).isEmpty();
        } finally {
            offered.close();
        }
    }

    @Test
    public void aFailedRegistrationIsTold() throws Exception {
        ServiceRegistration<?> wrong = context.registerService(
                ApiHandler.class,
                (ApiHandler) call -> Map.of(),
                InModule.properties(Map.of("vagus.api.module", "Status Lab!", ApiHandler.OPERATION_PROPERTY, "Run")));
        try {
            await().untilAsserted(() -> assertThat(problems()).singleElement().satisfies(issue -> {
                assertThat(issue.component()).isEqualTo("registry");
                assertThat(issue.recommendation()).contains("vagus:registration-failures");
            }));
            assertThat(check("registry").getStatus()).isEqualTo(Result.Status.WARN);
        } finally {
            wrong.unregister();
        }
    }

    @Test
    public void aConfigurationThatWasRefusedIsTold() throws Exception {
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        refuse(admin.getConfiguration("dev.vagus.registry", "?"), "call.timeout.ms", "-7");
        refuse(admin.getConfiguration("dev.vagus.registry", "?"), "call.timeout.ms", "soon");
        refuse(admin.getConfiguration("dev.vagus.registry", "?"), "log.calls", "often");
        refuse(admin.getConfiguration("dev.vagus.registry", "?"), "call.timout.ms", "7");
        refuse(admin.getConfiguration("dev.vagus.metrics", "?"), "series.max", "many");
        refuse(admin.getConfiguration("dev.vagus.metrics", "?"), "status.oldest.ms", "soon");
        refuse(admin.getConfiguration("dev.vagus.metrics", "?"), "trace.level", "loud");
        refuse(admin.getConfiguration("dev.vagus.metrics", "?"), "trace.levl", "basic");
        refuse(admin.getConfiguration("dev.vagus.metrics", "?"), "status.key.days", "-7");
        refuse(admin.getConfiguration("dev.vagus.bus", "?"), "mailbox.capacity", "-7");
        refuse(admin.getConfiguration("dev.vagus.bus", "?"), "overflow", "SPILL");
        refuse(admin.getConfiguration("dev.vagus.bus", "?"), "mailbox.capasity", "7");
        refuse(admin.getConfiguration("dev.vagus.events", "?"), "history.capacity", "many");
        refuse(admin.getConfiguration("dev.vagus.events", "?"), "histroy.capacity", "7");
        refuse(admin.createFactoryConfiguration("dev.vagus.channel", "?"), "name", "no name");
    }

    /** One wrong value is told with its cause and a command, and told no more when it is mended. */
    private void refuse(org.osgi.service.cm.Configuration configuration, String key, String value) throws Exception {
        configuration.update(InModule.properties(Map.of(key, value)));
        await().untilAsserted(() -> assertThat(problems()).singleElement().satisfies(issue -> {
            assertThat(issue.component()).isEqualTo("configuration");
            assertThat(issue.what()).contains(configuration.getPid());
            assertThat(issue.cause()).contains(key.equals("name") ? "no such channel" : key);
            assertThat(issue.cause()).containsPattern(Pattern.quote(value) + "|is unknown");
            assertThat(issue.recommendation()).contains("correct it").contains("vagus:");
        }));
        assertThat(check("configuration").getStatus()).isEqualTo(Result.Status.WARN);
        configuration.delete();
        await().untilAsserted(() -> assertThat(problems()).isEmpty());
        assertThat(check("configuration").getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    public void aRequiredGateThatIsAbsentMakesItUnhealthy() throws Exception {
        SecurityService security = service(SecurityService.class);
        String me = context.getBundle().getSymbolicName();
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(me, List.of("security", "api", "bus", "events"))));
        Bundle bundle = bundle("dev.vagus.security");
        try {
            await().untilAsserted(() -> assertThat(problems()).isEmpty());
            bundle.stop();
            assertThat(report().overall()).isEqualTo(Health.UNHEALTHY);
            assertThat(problems()).singleElement().satisfies(issue -> {
                assertThat(issue.what()).contains("the gate 'security' is required", "bus", "events", "registry");
                assertThat(issue.recommendation()).contains("vagus:gate-release security");
            });
            assertThat(check("gates").getStatus()).isEqualTo(Result.Status.CRITICAL);
        } finally {
            bundle.start();
            service(SecurityService.class).disable();
        }
    }

    @Test
    public void aMissingBundleMakesItUnhealthyUnlessItIsOptional() throws Exception {
        for (String name : List.of("bus", "registry", "events")) {
            Bundle bundle = bundle("dev.vagus." + name);
            bundle.stop();
            try {
                assertThat(report().overall()).isEqualTo(Health.UNHEALTHY);
                assertThat(check(name).getStatus()).isEqualTo(Result.Status.CRITICAL);
            } finally {
                bundle.start();
            }
            await().untilAsserted(() -> assertThat(problems()).isEmpty());
        }
        Bundle breaker = bundle("dev.vagus.breaker");
        breaker.stop();
        try {
            assertThat(report().overall()).isEqualTo(Health.HEALTHY);
            assertThat(report().issues()).anySatisfy(issue -> assertThat(issue.what())
                    .isEqualTo("the bundle dev.vagus.breaker is not started"));
        } finally {
            breaker.start();
        }
    }

    private StatusReport report() {
        return service(CommunicationStatus.class).report();
    }

    /** The issues that are more than notes. */
    private List<StatusIssue> problems() {
        return report().issues().stream()
                .filter(issue -> issue.severity() != Severity.NOTE)
                .toList();
    }

    private Result check(String component) throws Exception {
        var references = context.getServiceReferences(HealthCheck.class, "(hc.name=Vagus " + component + ")");
        assertThat(references).hasSize(1);
        return context.getService(references.iterator().next()).execute();
    }
}
