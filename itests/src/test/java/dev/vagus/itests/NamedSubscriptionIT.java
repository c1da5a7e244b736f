package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.SynchronousBundleListener;

/** A named subscription keeps its mailbox while its module is being updated, and loses it when its module stops. */
public class NamedSubscriptionIT extends FelixTest {
    private static final String CHANNEL = "Named";

    private final ModuleJar version1 = ModuleJar.of("Keeper").activator(Keeps.class);
    private final ModuleJar version2 =
            ModuleJar.of("Keeper").header("Bundle-Version", "2.0.0").activator(Keeps.class);

    private MessageBus bus;
    private Journal journal;
    private Bundle keeper;

    @Before
    public void startTheModule() throws Exception {
        bus = service(MessageBus.class);
        journal = Journal.open(context);
        keeper = version1.start(context);
    }

    @After
    public void uninstallTheModule() throws Exception {
        keeper.uninstall();
        journal.close();
        bus.removeChannel(CHANNEL);
    }

    @Test
    public void whatIsSentDuringAnUpdateArrivesAfterwards() throws Exception {
        bus.send(CHANNEL, "Before", Map.of("n", 0));
        await().until(() -> journal.lines().size() == 1);
        SynchronousBundleListener duringTheUpdate = event -> {
            if (event.getBundle() == keeper && event.getType() == org.osgi.framework.BundleEvent.UPDATED) {
                IntStream.rangeClosed(1, 100).forEach(n -> bus.send(CHANNEL, "During", Map.of("n", n)));
                journal.note("sent while " + subscription().state());
            }
        };
        context.addBundleListener(duringTheUpdate);
        try {
            keeper.update(version2.open());
        } finally {
            context.removeBundleListener(duringTheUpdate);
        }

        await().until(() -> journal.lines().size() == 102);
        assertThat(journal.lines().subList(0, 2)).containsExactly("1.0.0 Before 0", "sent while WAITING");
        assertThat(journal.lines().subList(2, 102))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(n -> "2.0.0 During " + n)
                        .toList());
        await().untilAsserted(() -> assertThat(subscription().delivered()).isEqualTo(101));
        assertThat(subscription().state()).isEqualTo(SubscriptionSnapshot.State.ACTIVE);
        assertThat(subscription().offered()).isEqualTo(101);
    }

    @Test
    public void whatIsSentWhileTheModuleIsStoppedIsNotKept() throws Exception {
        keeper.stop();
        assertThat(bus.subscriptions())
                .extracting(SubscriptionSnapshot::channel)
                .doesNotContain(CHANNEL);
        bus.send(CHANNEL, "WhileStopped", Map.of("n", 1));

        keeper.start();
        bus.send(CHANNEL, "Afterwards", Map.of("n", 2));

        await().until(() -> !journal.lines().isEmpty());
        assertThat(journal.lines()).containsExactly("1.0.0 Afterwards 2");
    }

    private SubscriptionSnapshot subscription() {
        return bus.subscriptions().stream()
                .filter(subscription -> subscription.channel().equals(CHANNEL))
                .findFirst()
                .orElseThrow();
    }

    /** The module: subscribes under a name when it starts. */
    public static final class Keeps implements BundleActivator {
        @Override
        public void start(BundleContext module) {
            InModule.service(module, MessageBus.class)
                    .subscribe(
                            SubscriptionSpec.on(CHANNEL).named("keeper"),
                            message -> InModule.report(
                                    module,
                                    module.getBundle().getVersion() + " " + message.type() + " "
                                            + message.data().get("n")));
        }

        @Override
        public void stop(BundleContext module) {
            // What it registered goes with it.
        }
    }
}
