package dev.vagus.events.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** What happens to configurations becomes an event, unless the Config Admin posts it itself: Felix's does not. */
class ConfigurationEventsIT {
    private static final String TOPIC = "org/osgi/service/cm/ConfigurationEvent/";
    private static final String EVENTS = "org.osgi.service.event";

    @TempDir
    private Path storage;

    private TestFramework framework;
    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        TestFramework.register(framework.framework(), EventHandler.class, heard::add, "event.topics", TOPIC + "*");
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private ConfigurationAdmin felix() throws Exception {
        Bundle bundle = framework.installClassPathBundle(org.apache.felix.cm.PersistenceManager.class);
        bundle.start();
        return framework.serviceOf(bundle, ConfigurationAdmin.class);
    }

    @Test
    void theLifeOfAConfigurationIsHeardInItsOrder() throws Exception {
        Configuration configuration = felix().createFactoryConfiguration("lab.factory", "?");
        String pid = configuration.getPid();

        configuration.update(TestFramework.properties("limit", 5));
        configuration.setBundleLocation("?elsewhere");
        configuration.delete();

        await().untilAsserted(() -> assertThat(heard).hasSize(3));
        assertThat(heard)
                .extracting(Event::getTopic)
                .containsExactly(TOPIC + "CM_UPDATED", TOPIC + "CM_LOCATION_CHANGED", TOPIC + "CM_DELETED");
        ServiceReference<?> admin = framework.context().getServiceReference(ConfigurationAdmin.class);
        assertThat(heard).allSatisfy(event -> {
            assertThat(event.getProperty("cm.pid")).isEqualTo(pid);
            assertThat(event.getProperty("cm.factoryPid")).isEqualTo("lab.factory");
            assertThat(event.getProperty("service")).isEqualTo(admin);
            assertThat(event.getProperty("service.id")).isEqualTo(admin.getProperty(Constants.SERVICE_ID));
            assertThat(event.getProperty("timestamp")).isInstanceOf(Long.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Constants.IMPORT_PACKAGE, Constants.DYNAMICIMPORT_PACKAGE})
    void aConfigAdminThatKnowsTheEventAdminIsLeftToPostItsEvents(String header) {
        ConfigurationListener listener = framework.serviceOf(framework.events(), ConfigurationListener.class);

        listener.configurationEvent(updated(admin(framework.startModule("test.knowing", header, EVENTS)), "known"));
        listener.configurationEvent(updated(admin(framework.startModule("test.simple")), "unknown"));

        await().untilAsserted(() -> assertThat(heard).isNotEmpty());
        assertThat(heard)
                .extracting(event -> event.getProperty("cm.pid"))
                .as("events of one poster keep their order: the first would have been heard before")
                .containsExactly("unknown");
    }

    @Test
    void configurationsAreFollowedOnlyWhileThereIsNoOtherEventAdmin() throws Exception {
        assertThat(listeners()).isEqualTo(1);
        Bundle other = framework.installClassPathBundle(org.apache.felix.eventadmin.impl.Activator.class);

        other.start();
        assertThat(listeners()).isZero();
        other.stop();
        assertThat(listeners()).isEqualTo(1);
        framework.events().stop();
        assertThat(framework.events().getRegisteredServices()).isNull();
    }

    private static ConfigurationEvent updated(ServiceReference<ConfigurationAdmin> admin, String pid) {
        return new ConfigurationEvent(admin, ConfigurationEvent.CM_UPDATED, null, pid);
    }

    /** A Config Admin of this bundle that does nothing. */
    private static ServiceReference<ConfigurationAdmin> admin(Bundle bundle) {
        Object nothing = Proxy.newProxyInstance(
                ConfigurationAdmin.class.getClassLoader(),
                new Class<?>[] {ConfigurationAdmin.class},
                (self, method, arguments) -> Map.of("toString", "a Config Admin", "hashCode", 1, "equals", false)
                        .get(method.getName()));
        return TestFramework.register(bundle, ConfigurationAdmin.class, (ConfigurationAdmin) nothing)
                .getReference();
    }

    private long listeners() {
        return Arrays.stream(framework.events().getRegisteredServices())
                .filter(reference -> List.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .contains(ConfigurationListener.class.getName()))
                .count();
    }
}
