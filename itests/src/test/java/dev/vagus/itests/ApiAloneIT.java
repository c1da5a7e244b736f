package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.registry.ApiRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** The API's bundle needs nothing but the framework: it resolves and starts where nothing else is. */
public class ApiAloneIT {
    @Rule
    public final TemporaryFolder cache = new TemporaryFolder();

    private Framework framework;

    @Before
    public void startAnEmptyFramework() throws Exception {
        Path storage = cache.newFolder("felix").toPath();
        // The JVM is shared with Pax Exam's framework, which needs the URL handlers.
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", storage.toString(),
                        "felix.service.urlhandlers", "false",
                        "felix.log.level", "1"));
        framework.start();
    }

    @After
    public void stopTheFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    public void resolvesAndStartsWithNothingButTheFramework() throws Exception {
        Bundle api = framework.getBundleContext().installBundle(Felix.location("api"));
        api.start();

        assertThat(api.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(framework.getBundleContext().getBundles()).hasSize(2);
        for (Class<?> type : List.of(MessageBus.class, ApiRegistry.class, EventPublisher.class)) {
            // Looking at its methods links every type in their signatures.
            assertThat(api.loadClass(type.getName()).getMethods()).isNotEmpty();
        }
    }

    @Test
    public void exportsEachOfItsPackagesWithAVersionAndImportsNone() throws Exception {
        Bundle api = framework.getBundleContext().installBundle(Felix.location("api"));
        api.start();
        BundleWiring wiring = api.adapt(BundleWiring.class);

        assertThat(wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE))
                .extracting(capability -> capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .contains("dev.vagus.bus", "dev.vagus.registry", "dev.vagus.events", "dev.vagus.module");
        assertThat(wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)).allSatisfy(capability -> assertThat(
                        capability.getAttributes().get("version").toString())
                .isNotEqualTo("0.0.0"));
        assertThat(wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)).isEmpty();
    }
}
