package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.DeadLetterFilter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * A test with a module that sends and modules that hear, whose handlers are components. The bus is seen as the module
 * Speaker sees it: what is sent comes from there.
 */
public abstract class TwoModulesTest extends FelixTest {
    protected MessageBus bus;
    protected Journal journal;

    private final List<Bundle> modules = new ArrayList<>();

    @Before
    public final void startTheSpeaker() throws Exception {
        service(MessageBus.class);
        journal = Journal.open(context);
        Bundle speaker = start(ModuleJar.of("Speaker"));
        bus = InModule.service(speaker.getBundleContext(), MessageBus.class);
    }

    @After
    public final void uninstallTheModules() throws Exception {
        bus.resume();
        bus.discard(DeadLetterFilter.ALL);
        bus.channels().stream().map(ChannelSnapshot::name).forEach(bus::removeChannel);
        Collections.reverse(modules);
        for (Bundle module : modules) {
            if (module.getState() != Bundle.UNINSTALLED) {
                module.uninstall();
            }
        }
        journal.close();
    }

    /** Installs and starts a module; it is uninstalled after the test. */
    protected final Bundle start(ModuleJar jar) throws BundleException {
        Bundle module = jar.start(context);
        modules.add(module);
        return module;
    }

    /** Starts a module with one component that hears messages and reports each; waits until it is subscribed. */
    protected final Bundle startHearer(String module, String... properties) throws BundleException {
        Bundle bundle = start(ModuleJar.of(module).subscriber(Hearing.Reports.class, properties));
        awaitSubscription(module);
        return bundle;
    }

    /** Waits until that module has a subscription. */
    protected final void awaitSubscription(String module) {
        await("a subscription of " + module).until(() -> bus.subscriptions().stream()
                .anyMatch(each -> each.module().equals(module)));
    }

    /** The one subscription of that module. */
    protected final SubscriptionSnapshot subscriptionOf(String module) {
        List<SubscriptionSnapshot> found = bus.subscriptions().stream()
                .filter(each -> each.module().equals(module))
                .toList();
        assertThat(found).as("subscriptions of %s", module).hasSize(1);
        return found.get(0);
    }

    /** Sends a message with a number. */
    protected final void send(String channel, String type, int number) {
        bus.send(channel, type, Map.of("n", number));
    }

    /** Waits until the modules have reported exactly that, in that order. */
    protected final void awaitReports(String... lines) {
        await().untilAsserted(() -> assertThat(journal.lines()).containsExactly(lines));
    }

    /** Waits until nothing is queued or in flight any more. */
    protected final void awaitQuiet() {
        await("an empty bus")
                .until(() -> bus.subscriptions().stream().allMatch(each -> each.queued() + each.inFlight() == 0));
    }
}
