package dev.vagus.registry.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.ModuleUnavailableException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.internal.engine.OwnThread;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Real bundles come, are updated and go; the registry keeps its word and none of their classes. */
class ModulesInFrameworkTest {
    @TempDir
    Path cache;

    private Felix felix;
    private ApiRegistry registry;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(cache);
        registry = registryOf(felix.context().getBundle());
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private static ApiRegistry registryOf(Bundle bundle) {
        var reference = bundle.getBundleContext().getServiceReference(ApiRegistry.class);
        return bundle.getBundleContext().getService(reference);
    }

    @Test
    void aSecondClaimantGetsTheNameWhenTheFirstIsUninstalled() throws Exception {
        Bundle first = felix.lab("file:first.jar", "example.first");
        Bundle second = felix.lab("file:second.jar", "example.second");

        assertThat(registry.failedRegistrations()).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.bundleId()).isEqualTo(second.getBundleId());
            assertThat(failure.reason()).contains("example.first");
        });
        assertThat(registry.shadowed("LabRunner.Run")).singleElement().satisfies(shadowed -> {
            assertThat(shadowed.bundleId()).isEqualTo(second.getBundleId());
            assertThat(shadowed.ranking()).isZero();
            assertThat(shadowed.reason()).contains("example.first").contains("until that is uninstalled");
        });
        first.uninstall();

        assertThat(registry.failedRegistrations()).isEmpty();
        assertThat(registry.operation("LabRunner.Run")).hasValueSatisfying(operation -> assertThat(operation.bundleId())
                .isEqualTo(second.getBundleId()));
        assertThat(registry.shadowed("LabRunner.Run")).isEmpty();
    }

    @Test
    void noCallFailsWhileItsModuleIsUpdatedAgainAndAgain() throws Exception {
        Bundle lab = felix.lab("file:lab.jar", "example.lab");
        try (Load load = new Load(registry)) {
            for (int i = 1; i <= 10; i++) {
                String version = "1.0." + i;
                lab.update(Felix.jar("example.lab", version, true));
                Awaitility.await().until(() -> load.hasSeen(version));
            }
            load.end();

            assertThat(load.failures()).isEmpty();
        }
        lab.uninstall();
        assertThatThrownBy(() -> registry.invoke("LabRunner.Run", Map.of("StepName", "x")))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("LabRunner is not installed any more");
    }

    @Test
    void withoutAnUpdateWindowCallsAreUnavailableAndNothingElse() throws Exception {
        felix.configure(felix.settings().withUpdateWindow(0, 1));
        Bundle lab = felix.lab("file:lab.jar", "example.lab");
        try (Load load = new Load(registry)) {
            for (int i = 1; i <= 10; i++) {
                String version = "1.0." + i;
                lab.update(Felix.jar("example.lab", version, true));
                Awaitility.await().until(() -> load.hasSeen(version));
            }
            load.end();

            assertThat(load.failures())
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(ModuleUnavailableException.class));
        }
    }

    @Test
    void aStartThatFailsEndsTheWaitAtOnce() throws Exception {
        Bundle lab = felix.lab("file:lab.jar", "example.lab");
        lab.stop(Bundle.STOP_TRANSIENT);
        CompletableFuture<Object> waiting = waitingCall();

        lab.update(Felix.jar("example.lab", "2.0.0", true, Felix.FAILS_TO_START));
        assertThat(waiting).isNotDone();
        assertThatThrownBy(() -> lab.start(Bundle.START_TRANSIENT)).isInstanceOf(BundleException.class);

        assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("failed to start");
        assertThatThrownBy(() -> registry.invoke("LabRunner.Run", Map.of("StepName", "x")))
                .isInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("failed to start");
    }

    @Test
    void anUninstallEndsTheWaitAtOnce() throws Exception {
        Bundle lab = felix.lab("file:lab.jar", "example.lab");
        lab.stop(Bundle.STOP_TRANSIENT);
        CompletableFuture<Object> waiting = waitingCall();

        lab.uninstall();

        assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ModuleUnavailableException.class)
                .hasMessageContaining("not installed any more");
    }

    private CompletableFuture<Object> waitingCall() {
        CompletableFuture<Object> call =
                OwnThread.supply(() -> registry.invoke("LabRunner.Run", Map.of("StepName", "x")));
        Awaitility.await().until(() -> felix.waitingCalls() == 1);
        return call;
    }

    @Test
    void nothingOfAModuleIsHeldAfterItLeft() throws Exception {
        OperationFailedException[] kept = new OperationFailedException[1];
        Object[] results = new Object[2];
        WeakReference<ClassLoader> loader = installCallAndUninstall(kept, results);

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
        assertThat(kept[0].error().type()).contains("LabBrokenException");
        assertThat(results[0]).isEqualTo(Map.of("first", "BEGUN"));
    }

    private WeakReference<ClassLoader> installCallAndUninstall(OperationFailedException[] kept, Object[] results)
            throws Exception {
        Bundle lab = felix.lab("file:lab.jar", "example.lab");
        results[0] = registry.invoke("LabRunner.Phases", Map.of());
        results[1] = registry.call("LabRunner.Run")
                .with("StepName", "x")
                .async()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        kept[0] = catchThrowableOfType(
                OperationFailedException.class,
                () -> registry.invoke("LabRunner.Fail", Map.of("Result", (Object) results[1])));
        ClassLoader loader = lab.loadClass("dev.vagus.registry.internal.component.module.LabActivator")
                .getClassLoader();
        lab.stop();
        lab.uninstall();
        return new WeakReference<>(loader);
    }
}
