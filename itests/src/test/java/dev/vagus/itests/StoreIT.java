package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventReceipt;
import dev.vagus.events.ModuleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The history in an embedded database, found by the bundles as they were packaged. */
public class StoreIT extends FelixTest {
    private final List<Bundle> installed = new ArrayList<>();

    @Before
    public void installTheStore() throws BundleException {
        for (String artifact : List.of("org.osgi.service.jdbc", "h2", "store")) {
            installed.add(context.installBundle(Felix.location(artifact)));
        }
        for (Bundle each : installed) {
            each.start();
        }
        await().until(() -> service(EventHistory.class).snapshot().hasStore());
    }

    @After
    public void uninstallTheStore() throws BundleException {
        for (int i = installed.size() - 1; i >= 0; i--) {
            installed.get(i).uninstall();
        }
    }

    @Test
    public void whatIsPersistedIsThereAfterARestartOfTheBundles() throws Exception {
        EventReceipt receipt = service(EventPublisher.class).publish("LabStepStarted", Map.of("StepName", "DeployVM"));
        assertThat(receipt.persisted().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isTrue();

        restart(bundle("dev.vagus.store"));
        restart(bundle("dev.vagus.events"));
        await().until(() -> service(EventHistory.class).snapshot().hasStore());

        EventHistory history = service(EventHistory.class);
        EventQuery query = EventQuery.ALL.named("LabStep*").containing("deploy");
        assertThat(history.query(query).events())
                .extracting(ModuleEvent::id)
                .containsExactly(receipt.id().toString());
        assertThat(history.clear(query)).isEqualTo(1);
        assertThat(history.query(query).events()).isEmpty();
    }

    @Test
    public void eventsGoOnInMemoryWhileTheStoreIsAway() throws Exception {
        bundle("dev.vagus.store").stop();

        EventReceipt receipt = service(EventPublisher.class).publish("InMemory", Map.of());

        assertThat(receipt.persisted().toCompletableFuture().get(1, TimeUnit.SECONDS))
                .isFalse();
        assertThat(service(EventHistory.class)
                        .query(EventQuery.ALL.named("InMemory"))
                        .events())
                .hasSize(1);
    }

    private static void restart(Bundle bundle) throws BundleException {
        bundle.stop();
        bundle.start();
    }
}
