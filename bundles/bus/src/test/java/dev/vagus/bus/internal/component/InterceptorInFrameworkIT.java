package dev.vagus.bus.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.BusStoppedException;
import dev.vagus.bus.InterceptorSnapshot;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageInterceptor;
import dev.vagus.bus.MessageRefusedException;
import dev.vagus.bus.MessageSending;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Outcome;
import dev.vagus.module.Registration;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Interceptors as components, services and in code, around the built bundle in a framework. */
class InterceptorInFrameworkIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private MessageBus bus;
    private final List<Map<String, String>> heard = new CopyOnWriteArrayList<>();

    /** Code around sending, as a lambda. */
    @FunctionalInterface
    interface AroundSend extends MessageInterceptor {
        @Override
        Outcome aroundSend(MessageSending sending, Next<MessageSending> next);
    }

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        takeBus();
    }

    private void takeBus() {
        await().until(() -> framework.context().getServiceReference(MessageBus.class) != null);
        bus = framework.context().getService(framework.context().getServiceReference(MessageBus.class));
        for (String channel : List.of("Plain", "Stamped", "Other")) {
            bus.subscribe(SubscriptionSpec.on(channel), message -> heard.add(new TreeMap<>(message.headers())));
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private Map<String, String> headersOn(String channel) {
        heard.clear();
        bus.send(channel, "T", null);
        await().until(() -> heard.size() == 1);
        return heard.get(0);
    }

    @Test
    void aComponentGoesAroundItsChannelsAndGoesWithItsBundle() throws Exception {
        Bundle stamp = framework.installStamp();
        stamp.start();
        await().until(() -> bus.interceptors().size() == 1);
        assertThat(headersOn("Plain")).isEqualTo(Map.of("sent", "stamped", "to", "framework"));
        assertThat(headersOn("Stamped")).containsKey("sent");
        assertThat(headersOn("Other")).isEmpty();
        assertThatThrownBy(() -> bus.send("Plain", "Refused", null))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining("interceptor Stamp of module Stamp: not with me");
        assertThat(bus.interceptors()).singleElement().satisfies(figures -> {
            assertThat(figures.order()).isEqualTo(10);
            assertThat(figures.channels()).containsExactly("Plain", "Stamp*");
            assertThat(figures.bundleId()).isEqualTo(stamp.getBundleId());
            assertThat(figures.sends()).isEqualTo(3);
            assertThat(figures.deliveries()).isEqualTo(2);
            assertThat(figures.refusals()).isEqualTo(1);
        });
        assertThat(bus.interceptors("Other")).isEmpty();
        stamp.stop();
        assertThat(bus.interceptors()).isEmpty();
        assertThat(headersOn("Plain")).isEmpty();
    }

    @Test
    void aServiceWithWrongPropertiesIsAFailedRegistrationUntilItIsMended() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("vagus.interceptor.order", "first");
        properties.put("vagus.interceptor.name", "marker");
        AroundSend marker = (sending, next) -> next.proceed(sending.withHeader("marked", "yes"));
        ServiceRegistration<?> registration =
                framework.context().registerService(MessageInterceptor.class, marker, properties);
        assertThat(bus.failedRegistrations()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("interceptor");
            assertThat(failed.name()).isEqualTo("marker");
            assertThat(failed.reason()).contains("vagus.interceptor.order must be a whole number");
        });
        assertThat(headersOn("Plain")).isEmpty();
        properties.put("vagus.interceptor.order", "-5");
        registration.setProperties(properties);
        assertThat(bus.failedRegistrations()).isEmpty();
        assertThat(headersOn("Plain")).containsKey("marked");
        properties.put("vagus.interceptor.channel", "Other");
        registration.setProperties(properties);
        assertThat(headersOn("Plain")).isEmpty();
        properties.put("vagus.interceptor.channel", List.of("Other", " "));
        registration.setProperties(properties);
        assertThat(bus.failedRegistrations())
                .extracting(FailedRegistration::reason)
                .singleElement()
                .asString()
                .contains("use * for all");
        assertThat(headersOn("Other")).isEmpty();
        registration.unregister();
        assertThat(bus.failedRegistrations()).isEmpty();
    }

    @Test
    void whatABundleAddedInCodeGoesWhenItIsClosedOrTheBundleStops() throws Exception {
        Bundle stamp = framework.installStamp();
        stamp.start();
        await().until(() -> bus.interceptors().size() == 1);
        MessageBus ofStamp =
                stamp.getBundleContext().getService(stamp.getBundleContext().getServiceReference(MessageBus.class));
        AroundSend code = (sending, next) -> next.proceed(sending.withHeader("code", sending.source()));
        Registration closed = ofStamp.addInterceptor("code", 5, code, "Plain");
        Registration left = ofStamp.addInterceptor("rest", 2_000, code);
        assertThat(bus.interceptors())
                .extracting(InterceptorSnapshot::name, InterceptorSnapshot::module, InterceptorSnapshot::serviceId)
                .startsWith(tuple("code", "Stamp", -1L))
                .hasSize(3);
        assertThat(headersOn("Plain")).containsEntry("code", "framework");
        closed.close();
        closed.close();
        assertThat(closed.isOpen()).isFalse();
        assertThat(bus.interceptors()).hasSize(2);
        stamp.stop();
        assertThat(left.isOpen()).isFalse();
        assertThat(bus.interceptors()).isEmpty();
        assertThatThrownBy(() -> bus.addInterceptor(" ", 1, code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBusThatComesBackHasItsInterceptorsBeforeAnybodyCanSend() throws Exception {
        framework.installStamp().start();
        await().until(() -> bus.interceptors().size() == 1);
        MessageBus former = bus;
        framework.bus.stop();
        assertThatThrownBy(former::interceptors).isInstanceOf(BusStoppedException.class);
        framework.bus.start();
        takeBus();
        assertThat(headersOn("Plain")).containsKey("sent");
    }
}
