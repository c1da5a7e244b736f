package dev.vagus.bus.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.AsyncMessageHandler;
import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.Reply;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The built bundle in a framework: modules, their updates, configuration, and what is left after a stop. */
class BusInFrameworkIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private MessageBus bus;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        bus = service(MessageBus.class);
        bus.subscribe(
                SubscriptionSpec.on("Out"),
                message -> heard.add(message.source() + " " + message.data().get("version") + " "
                        + message.data().get("number")));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private <T> T service(Class<T> type) {
        await().until(() -> framework.context().getServiceReference(type) != null);
        return framework.context().getService(framework.context().getServiceReference(type));
    }

    private List<SubscriptionSnapshot> on(String channel) {
        return bus.subscriptions().stream()
                .filter(each -> each.channel().equals(channel))
                .toList();
    }

    @Test
    void aModulesComponentHearsAndSpeaksInItsOwnName() throws Exception {
        framework.installEcho("1.0.0").start();
        await().until(() -> on("In").size() == 1);
        bus.send("In", "Call", Map.of("number", 7));
        await().until(() -> heard.contains("Echo 1.0.0 7"));
        assertThat(on("In")).singleElement().satisfies(each -> {
            assertThat(each.module()).isEqualTo("Echo");
            assertThat(each.name()).isEqualTo("echo");
            assertThat(each.delivered()).isEqualTo(1);
        });
        assertThat(on("Out")).singleElement().satisfies(each -> assertThat(each.module())
                .isEqualTo("framework"));
    }

    @Test
    void anUpdateOfTheModuleLosesNoMessageAndTheNewVersionAnswers() throws Exception {
        Bundle echo = framework.installEcho("1.0.0");
        echo.start();
        await().until(() -> on("In").size() == 1);
        Thread sender = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                if (i % 100 == 0) {
                    int enough = i - 500;
                    await().until(() -> heard.size() > enough);
                }
                bus.send("In", "Call", Map.of("number", i));
            }
        });
        sender.start();
        await().until(() -> heard.size() > 100);
        echo.update(TestFramework.echo("2.0.0"));
        sender.join();
        await().until(() -> on("In").size() == 1
                && on("In").get(0).queued() + on("In").get(0).inFlight() == 0);
        SubscriptionSnapshot books = on("In").get(0);
        assertThat(books.offered()).isEqualTo(2_000);
        assertThat(books.delivered()).isEqualTo(2_000);
        bus.send("In", "Call", Map.of("number", 9_999));
        await().until(() -> heard.contains("Echo 2.0.0 9999"));
    }

    @Test
    void anAsynchronousHandlerServiceAnswersARequestAsItsPropertiesSay() {
        AsyncMessageHandler<Map<String, Object>> handler =
                message -> CompletableFuture.runAsync(() -> message.reply(Map.of("doubled", 14)));
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(
                "vagus.message.channel", "Ask",
                "vagus.message.concurrency", 3,
                "vagus.message.group", "answerers",
                "vagus.message.retries", "1"));
        framework.context().registerService(AsyncMessageHandler.class, handler, properties);
        await().until(() -> on("Ask").size() == 1);
        assertThat(on("Ask").get(0).handling()).satisfies(handling -> {
            assertThat(handling.concurrency()).isEqualTo(3);
            assertThat(handling.group()).isEqualTo("answerers");
            assertThat(handling.redelivery()).isEqualTo(RedeliveryPolicy.DEFAULT.withRetries(1));
        });
        Reply reply = bus.message("Ask", "Double").data(7).request(Duration.ofSeconds(10));
        assertThat(reply.data()).isEqualTo(Map.of("doubled", 14));
        assertThat(reply.source()).isEqualTo("framework");
    }

    @Test
    void aStoppedModuleLeavesNoSubscription() throws Exception {
        Bundle echo = framework.installEcho("1.0.0");
        echo.start();
        await().until(() -> on("In").size() == 1);
        echo.stop();
        assertThat(on("In")).isEmpty();
        echo.start();
        await().until(() -> on("In").size() == 1);
        assertThat(on("In").get(0).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void aServiceWithABadFilterIsAFailedRegistrationUntilItIsMended() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("vagus.message.channel", "Plain");
        properties.put("vagus.message.filter", "(a");
        MessageHandler<Object> handler = message -> heard.add("plain " + message.data());
        ServiceRegistration<?> registration =
                framework.context().registerService(MessageHandler.class, handler, properties);
        assertThat(bus.failedRegistrations()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("subscription");
            assertThat(failed.reason()).contains("position 3");
        });
        properties.put("vagus.message.filter", "(a=1)");
        registration.setProperties(properties);
        assertThat(bus.failedRegistrations()).isEmpty();
        bus.send("Plain", "T", Map.of("a", 1));
        await().until(() -> heard.contains("plain {a=1}"));
        registration.unregister();
        assertThat(on("Plain")).isEmpty();
    }

    @Test
    void configurationIsTakenUpLiveAndAWrongValueChangesNothing() throws Exception {
        var admin = service(ConfigurationAdmin.class);
        bus.send("Auto", "T", null);
        Configuration own = admin.getConfiguration("dev.vagus.bus", "?");
        own.update(new Hashtable<>(Map.of("mailbox.capacity", "50", "overflow", "fail")));
        await().until(() -> bus.channel("Auto").orElseThrow().spec().capacity() == 50);
        own.update(new Hashtable<>(Map.of("mailbox.capacity", "many", "overflow", "BLOCK")));
        await().until(() -> bus.channel("Auto").orElseThrow().spec().overflow() == OverflowPolicy.BLOCK);
        assertThat(bus.channel("Auto").orElseThrow().spec().capacity()).isEqualTo(50);

        Configuration channel = admin.createFactoryConfiguration("dev.vagus.channel", "?");
        channel.update(new Hashtable<>(Map.of("name", "Made", "mailbox.capacity", 5, "ttl.ms", 1_000L)));
        await().until(() -> bus.channel("Made").isPresent());
        ChannelSnapshot made = bus.channel("Made").orElseThrow();
        assertThat(made.spec().capacity()).isEqualTo(5);
        assertThat(made.spec().timeToLive()).isEqualTo(Duration.ofSeconds(1));
        channel.delete();
        await().until(() -> bus.channel("Made").isEmpty());
    }

    @Test
    void aStoppedBusLeavesNoThreadAndComesBackWithItsHandlers() throws Exception {
        framework.installEcho("1.0.0").start();
        await().until(() -> on("In").size() == 1);
        bus.send("In", "Call", Map.of("number", 1));
        await().until(() -> heard.contains("Echo 1.0.0 1"));
        framework.bus.stop();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("vagus-bus")));
        assertThat(framework.context().getServiceReference(MessageBus.class)).isNull();
        framework.bus.start();
        bus = service(MessageBus.class);
        await().until(() -> on("In").size() == 1);
    }
}
