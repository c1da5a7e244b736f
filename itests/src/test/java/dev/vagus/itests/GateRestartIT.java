package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/**
 * A gate that was required once is required from the first moment after a restart of the framework, and after an update of
 * the registry and the bus: what a module does within the event that tells of their services is refused already.
 */
public class GateRestartIT {
    private static final List<String> BUNDLES = List.of(
            "pax-logging-api",
            "pax-logging-logback",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.metatype",
            "org.osgi.service.event",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "api");

    @Rule
    public final TemporaryFolder cache = new TemporaryFolder();

    private Framework framework;
    private Journal journal;
    private String required = "";

    @Before
    public void installEverything() throws Exception {
        launch();
        for (String artifact : BUNDLES) {
            context().installBundle(Felix.location(artifact));
        }
        ModuleJar.of("Probe").activator(Probing.class).start(context());
        for (String artifact : List.of("org.apache.felix.scr", "registry", "bus")) {
            context().installBundle(Felix.location(artifact));
        }
        for (Bundle each : context().getBundles()) {
            each.start();
        }
    }

    @After
    public void stop() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    /** The same framework again, with all that it had; the journal is there before any bundle starts. */
    private void launch() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        new File(cache.getRoot(), "felix").getPath(),
                        "vagus.gates.required",
                        required,
                        "felix.service.urlhandlers",
                        "false",
                        "felix.log.level",
                        "1",
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN",
                        "org.ops4j.pax.logging.StaticLogbackFile",
                        new File("src/test/resources/logback-itests.xml").getAbsolutePath()));
        framework.init();
        journal = Journal.open(framework.getBundleContext());
        framework.start();
    }

    private void restart() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
        launch();
    }

    private void awaitLines(String... lines) {
        await().untilAsserted(() -> assertThat(journal.lines()).containsExactlyInAnyOrder(lines));
        clear();
    }

    private void clear() {
        journal.close();
        journal = Journal.open(context());
    }

    private void probe() throws Exception {
        var references = context().getServiceReferences(Runnable.class, Probing.FILTER);
        assertThat((Collection<?>) references).hasSize(1);
        context().getService(references.iterator().next()).run();
    }

    private Bundle bundle(String symbolicName) {
        for (Bundle each : context().getBundles()) {
            if (symbolicName.equals(each.getSymbolicName())) {
                return each;
            }
        }
        throw new AssertionError("no bundle " + symbolicName);
    }

    private Bundle guard() {
        return bundle(ModuleJar.symbolicName("Guard"));
    }

    private void update(String artifact) throws Exception {
        URL jar = URI.create(Felix.location(artifact)).toURL();
        try (var in = jar.openStream()) {
            bundle("dev.vagus." + artifact).update(in);
        }
    }

    @Test
    public void whatWasRequiredIsMissedFromTheFirstMomentOn() throws Exception {
        awaitLines("call passed", "message passed", "heard it");
        ModuleJar.of("Guard").activator(Guarding.class).start(context());
        probe();
        awaitLines("call passed", "message passed", "heard it");

        guard().stop();
        probe();
        awaitLines("the gate goes", "call GateAbsentException", "message GateAbsentException");

        restart();
        probe();
        awaitLines(
                "call GateAbsentException",
                "message GateAbsentException",
                "call GateAbsentException",
                "message GateAbsentException");

        update("registry");
        awaitLines("call GateAbsentException");
        update("bus");
        awaitLines("message GateAbsentException");

        guard().start();
        probe();
        awaitLines("call passed", "message passed", "heard it");
    }

    @Test
    public void whatThePropertyOfTheFrameworkNamesIsRequiredUntilItDoesNotNameItAnyMore() throws Exception {
        awaitLines("call passed", "message passed", "heard it");

        required = "security";
        restart();
        awaitLines("call GateAbsentException", "message GateAbsentException");

        required = "";
        restart();
        awaitLines("call passed", "message passed", "heard it");
    }

    @Test
    public void aGateThatStartsAfterThemIsWaitedForAfterARestart() throws Exception {
        awaitLines("call passed", "message passed", "heard it");
        ModuleJar.of("Guard").activator(Guarding.class).start(context());

        restart();
        awaitLines("call GateAbsentException", "message GateAbsentException");
        probe();
        awaitLines("call passed", "message passed", "heard it");
    }
}
