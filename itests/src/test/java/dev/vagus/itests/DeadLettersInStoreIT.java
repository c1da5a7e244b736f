package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.Redrive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Dead letters in an embedded database: they outlive the bus, and the store may come and go. */
public class DeadLettersInStoreIT extends TwoModulesTest {
    private static final String CHANNEL = "Frail";

    private final List<Bundle> installed = new ArrayList<>();

    @Before
    public void installTheStore() throws BundleException {
        for (String artifact : List.of("org.osgi.service.jdbc", "h2", "store")) {
            installed.add(context.installBundle(Felix.location(artifact)));
        }
        for (Bundle each : installed) {
            each.start();
        }
        awaitStore(true);
    }

    @After
    public void uninstallTheStore() throws BundleException {
        for (int i = installed.size() - 1; i >= 0; i--) {
            installed.get(i).uninstall();
        }
    }

    @Test
    public void aLetterIsThereAfterARestartOfBusAndStoreAndIsRedrivenToTheMendedModule() throws Exception {
        Bundle module = start(jar("1.0.0", Hearing.Fails.class));
        awaitSubscription("Frail");
        send(CHANNEL, "M", 1);
        DeadLetter before = awaitStored();

        restartBusAndStore();

        DeadLetter after = bus.deadLetters().get(0);
        assertThat(after).usingRecursiveComparison().ignoringFields("message").isEqualTo(before);
        assertThat(after.message().id()).isEqualTo(before.message().id());
        assertThat(after.message().source()).isEqualTo("Speaker");
        assertThat(after.message().data()).isEqualTo(Map.of("n", 1));
        module.update(jar("2.0.0", Hearing.Reports.class).open());
        awaitSubscription("Frail");
        assertThat(bus.redrive(after.id())).isEqualTo(Redrive.QUEUED);
        awaitReports("Frail fails at 1", "Frail M 1");

        restartBusAndStore();

        assertThat(bus.deadLetters()).isEmpty();
        assertThat(journal.lines()).hasSize(2);
    }

    @Test
    public void aLetterOfTheTimeWithoutTheStoreIsWrittenWhenItIsBack() throws Exception {
        start(jar("1.0.0", Hearing.Fails.class));
        awaitSubscription("Frail");
        bundle("dev.vagus.store").stop();
        awaitStore(false);
        send(CHANNEL, "M", 1);
        await().until(() -> bus.deadLetters().size() == 1);
        assertThat(bus.deadLetters().get(0).stored()).isFalse();

        bundle("dev.vagus.store").start();

        DeadLetter letter = awaitStored();
        assertThat(bus.discard(letter.id())).isTrue();
        restartBusAndStore();
        assertThat(bus.deadLetters()).isEmpty();
    }

    private static ModuleJar jar(String version, Class<? extends MessageHandler<?>> handler) {
        return ModuleJar.of("Frail")
                .header("Bundle-Version", version)
                .subscriber(handler, "channel=" + CHANNEL, "name=frail", "retries=0");
    }

    private void restartBusAndStore() throws Exception {
        Bundle busBundle = bundle("dev.vagus.bus");
        Bundle store = bundle("dev.vagus.store");
        for (Bundle each : List.of(busBundle, store)) {
            each.stop();
        }
        for (Bundle each : List.of(store, busBundle)) {
            each.start();
        }
        bus = service(MessageBus.class);
        awaitStore(true);
        awaitSubscription("Frail");
    }

    private void awaitStore(boolean isThere) {
        await("the store: " + isThere).until(() -> bus.deadLetterSnapshot().hasStore() == isThere);
    }

    private DeadLetter awaitStored() {
        return await("a stored dead letter")
                .until(
                        () -> bus.deadLetters().stream()
                                .filter(DeadLetter::stored)
                                .toList(),
                        stored -> stored.size() == 1)
                .get(0);
    }
}
