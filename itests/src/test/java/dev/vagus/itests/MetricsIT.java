package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.metrics.CommunicationMetrics;
import dev.vagus.metrics.Detail;
import dev.vagus.metrics.MetricsQuery;
import dev.vagus.metrics.MetricsSnapshot;
import dev.vagus.metrics.RecentCall;
import dev.vagus.metrics.RetryFigures;
import dev.vagus.metrics.SeriesFigures;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.ApiValidationException;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.OperationSpec;
import dev.vagus.spi.DeliveryMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** What is measured of real traffic through the real bundles. */
public class MetricsIT extends FelixTest {
    private static final int ATTACK = 100_000;
    private static final int CHANNEL_EVERY = 5;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();

    @Before
    public void beginAnew() {
        service(ApiRegistry.class);
        service(CommunicationMetrics.class).reset();
    }

    @After
    public void takeEverythingBack() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        services.forEach(ServiceRegistration::unregister);
    }

    private void offer(String name, ApiHandler handler) {
        services.add(context.registerService(
                ApiHandler.class,
                handler,
                InModule.properties(Map.of("vagus.api.module", "Metered", ApiHandler.OPERATION_PROPERTY, name))));
        await().until(() ->
                service(ApiRegistry.class).operation("Metered." + name).isPresent());
    }

    private MetricsSnapshot detailed() {
        return service(CommunicationMetrics.class).snapshot(MetricsQuery.ALL.in(Detail.DETAILED));
    }

    private static SeriesFigures of(List<SeriesFigures> series, String subject) {
        return series.stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " is not among " + series));
    }

    @Test
    public void callsAreCountedByOperationModuleAndCategory() {
        ApiRegistry registry = service(ApiRegistry.class);
        offer("Run", invocation -> "done");
        offer("Fail", invocation -> {
            throw new IllegalStateException("broken");
        });
        for (int i = 0; i < 30; i++) {
            registry.invoke("Metered.Run", Map.of());
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> registry.invoke("Metered.Fail", Map.of()))
                    .isInstanceOf(OperationFailedException.class);
        }
        assertThatThrownBy(() -> registry.invoke("Metered.Run", Map.of("Unknown", 1)))
                .isInstanceOf(ApiValidationException.class);
        CompletableFuture<Object> later = registry.call("Metered.Run").async().toCompletableFuture();
        await().until(later::isDone);
        MetricsSnapshot snapshot = detailed();
        SeriesFigures run = of(snapshot.operations(), "Metered.Run");
        assertThat(run.module()).isEqualTo("Metered");
        assertThat(run.traffic().succeeded()).isEqualTo(31);
        assertThat(run.traffic().failed()).containsExactly(Map.entry(ErrorCategory.VALIDATION, 1L));
        assertThat(run.traffic().inFlight()).isZero();
        assertThat(run.traffic().latency().p50()).isPositive();
        SeriesFigures fail = of(snapshot.operations(), "Metered.Fail");
        assertThat(fail.traffic().failed()).containsExactly(Map.entry(ErrorCategory.INTERNAL, 3L));
        assertThat(snapshot.topByErrors().get(0).subject()).isEqualTo("Metered.Fail");
        RecentCall recent = snapshot.recent().stream()
                .filter(each -> each.operation().equals("Metered.Fail"))
                .findFirst()
                .orElseThrow();
        assertThat(recent.error()).contains("broken");
        assertThat(recent.category()).isEqualTo(ErrorCategory.INTERNAL);
    }

    @Test
    public void callsThatAreTriedAgainAreCountedByTheOutcomeOfEachRetry() {
        ApiRegistry registry = service(ApiRegistry.class);
        AtomicInteger attempts = new AtomicInteger();
        offer("Flaky", invocation -> {
            if (attempts.incrementAndGet() % 3 != 0) {
                throw new ModuleUnavailableException("not yet");
            }
            return "done";
        });
        for (int i = 0; i < 2; i++) {
            assertThat(registry.call("Metered.Flaky").retries(3).invoke()).isEqualTo("done");
        }
        assertThat(registry.call("Metered.Flaky")
                        .retries(3)
                        .async()
                        .toCompletableFuture()
                        .join())
                .isEqualTo("done");

        RetryFigures expected = new RetryFigures("Metered.Flaky", "Metered", 3, Map.of(ErrorCategory.UNAVAILABLE, 3L));
        assertThat(detailed().retries()).contains(expected);
        assertThat(service(CommunicationMetrics.class)
                        .snapshot(MetricsQuery.ALL.within(Duration.ofMinutes(1)))
                        .retries())
                .contains(expected);
        assertThat(of(detailed().operations(), "Metered.Flaky").traffic().succeeded())
                .isEqualTo(3);
    }

    @Test
    public void messagesAndEventsAreCountedAtTheirHandlers() {
        MessageBus bus = service(MessageBus.class);
        open.add(bus.subscribe(
                SubscriptionSpec.on("Metered", Integer.class).named("metered").redelivered(RedeliveryPolicy.NONE),
                message -> {
                    if (message.data() % 10 == 0) {
                        throw new IllegalStateException("broken");
                    }
                }));
        AtomicInteger heard = new AtomicInteger();
        EventHandler handler = event -> heard.incrementAndGet();
        services.add(context.registerService(
                EventHandler.class, handler, InModule.properties(Map.of("event.topics", "metered/*"))));
        for (int i = 1; i <= 50; i++) {
            bus.send("Metered", "Number", i);
            service(EventAdmin.class).sendEvent(new Event("metered/sent", Map.of()));
            service(EventAdmin.class).postEvent(new Event("metered/posted", Map.of()));
        }
        await().until(() -> heard.get() == 100);
        await().untilAsserted(() -> {
            MetricsSnapshot snapshot = detailed();
            SeriesFigures subscription = of(snapshot.subscriptions(), "Metered");
            assertThat(subscription.name()).isEqualTo("metered");
            assertThat(subscription.traffic().succeeded()).isEqualTo(45);
            assertThat(subscription.traffic().failed()).containsExactly(Map.entry(ErrorCategory.INTERNAL, 5L));
            assertThat(subscription.waited().count()).isEqualTo(50);
            assertThat(of(snapshot.handlers(), "metered/*").traffic().succeeded())
                    .isEqualTo(100);
        });
        assertThat(detailed().channels()).anySatisfy(channel -> {
            assertThat(channel.name()).isEqualTo("Metered");
            assertThat(channel.sent()).isEqualTo(50);
            assertThat(channel.dead()).isEqualTo(5);
            assertThat(channel.deliveries().count()).isEqualTo(50);
        });
    }

    @Test
    public void withoutTheBundleTrafficGoesOnAndNothingOfItStaysBehind() throws Exception {
        ApiRegistry registry = service(ApiRegistry.class);
        MessageBus bus = service(MessageBus.class);
        AtomicInteger heard = new AtomicInteger();
        offer("Run", invocation -> "done");
        open.add(bus.subscribe(SubscriptionSpec.on("Metered", Object.class), message -> heard.incrementAndGet()));
        registry.invoke("Metered.Run", Map.of());
        assertThat(registry.explain("Metered.Run").toString()).contains("name=metrics");
        Bundle metrics = bundle("dev.vagus.metrics");
        metrics.stop();
        try {
            assertThat(isThere(CommunicationMetrics.class)).isFalse();
            assertThat(isThere(DeliveryMeters.class)).isFalse();
            assertThat(registry.invoke("Metered.Run", Map.of())).isEqualTo("done");
            bus.send("Metered", "T", "without");
            await().until(() -> heard.get() == 1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("vagus-metrics-1");
            assertThat(registry.explain("Metered.Run").toString()).doesNotContain("name=metrics");
        } finally {
            metrics.start();
        }
        service(CommunicationMetrics.class);
        registry.invoke("Metered.Run", Map.of());
        bus.send("Metered", "T", "with");
        await().untilAsserted(() -> {
            MetricsSnapshot snapshot = detailed();
            assertThat(of(snapshot.operations(), "Metered.Run").traffic().count())
                    .isEqualTo(1);
            assertThat(of(snapshot.subscriptions(), "Metered").traffic().count())
                    .isEqualTo(1);
        });
    }

    @Test
    public void theBusMayGoAndComeBack() throws Exception {
        Bundle bus = bundle("dev.vagus.bus");
        bus.stop();
        try {
            assertThat(detailed().notes()).anyMatch(note -> note.contains("the message bus is not there"));
        } finally {
            bus.start();
        }
        open.add(service(MessageBus.class).subscribe(SubscriptionSpec.on("Metered", Object.class), message -> {}));
        service(MessageBus.class).send("Metered", "T", "again");
        await().untilAsserted(() -> assertThat(
                        of(detailed().subscriptions(), "Metered").traffic().count())
                .isEqualTo(1));
        assertThat(detailed().notes()).noneMatch(note -> note.contains("the message bus"));
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    public void aHundredThousandNamesTakeTheRoomOfAThousand() throws Exception {
        ApiRegistry registry = service(ApiRegistry.class);
        MessageBus bus = service(MessageBus.class);
        attack(registry, bus, "Warm", 2_000);
        long before = usedMemory();
        attack(registry, bus, "Name", ATTACK);
        long after = usedMemory();
        MetricsSnapshot snapshot = detailed();
        assertThat(snapshot.operations()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(snapshot.subscriptions()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(snapshot.channels()).hasSizeLessThanOrEqualTo(1_001);
        assertThat(after - before).isLessThan(48L << 20);
    }

    private static void attack(ApiRegistry registry, MessageBus bus, String prefix, int names) throws Exception {
        for (int i = 0; i < names; i++) {
            String name = prefix + i;
            try (Registration operation = registry.register(OperationSpec.of("Metered", name), call -> "done")) {
                assertThat(operation).isNotNull();
                registry.invoke("Metered." + name, Map.of());
            }
            if (i % CHANNEL_EVERY == 0) {
                try (Subscription subscription =
                        bus.subscribe(SubscriptionSpec.on(name, Object.class).onCaller(), message -> {})) {
                    assertThat(subscription).isNotNull();
                    bus.send(name, "T", "data");
                }
                bus.removeChannel(name);
            }
        }
    }
}
