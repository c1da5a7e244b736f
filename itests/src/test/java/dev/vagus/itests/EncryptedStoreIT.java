package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What is marked as encrypted stands in no file of the database, and is there again after a restart and a new key. */
public class EncryptedStoreIT extends TwoModulesTest {
    private static final String HIDDEN = "hidden-4711";
    private static final String VISIBLE = "visible-4711";

    private final List<Bundle> installed = new ArrayList<>();

    @Before
    public void installTheStore() throws BundleException {
        for (String artifact : List.of("org.osgi.service.jdbc", "h2", "store")) {
            installed.add(context.installBundle(Felix.location(artifact)));
        }
        for (Bundle each : installed) {
            each.start();
        }
        await().until(() -> bus.deadLetterSnapshot().hasStore()
                && service(EventHistory.class).snapshot().hasStore());
        service(SecurityService.class)
                .enable(SecuritySpec.DEFAULTS
                        .withAuthenticationRequired(false)
                        .withEncryption(EncryptionLevel.STRONG)
                        .withGrants(Map.of("*", List.of("*"))));
    }

    @After
    public void uninstallTheStore() throws BundleException {
        service(SecurityService.class).disable();
        bus.deadLetters().forEach(letter -> bus.discard(letter.id()));
        bus.removeChannel("Secrets");
        for (int i = installed.size() - 1; i >= 0; i--) {
            installed.get(i).uninstall();
        }
    }

    @Test
    public void noFileHasWhatIsMarkedAndItIsReadAgain() throws Exception {
        bus.createChannel(ChannelSpec.named("Secrets").storedEncrypted(true));
        start(ModuleJar.of("Frail").subscriber(Hearing.Fails.class, "channel=Secrets", "name=secrets", "retries=0"));
        start(ModuleJar.of("Weak").subscriber(Hearing.Fails.class, "channel=Plain", "name=plain", "retries=0"));
        awaitSubscription("Frail");
        awaitSubscription("Weak");
        bus.send("Secrets", "M", Map.of("n", 1, "code", HIDDEN));
        bus.send("Plain", "M", Map.of("n", 1, "code", VISIBLE));
        await().until(() ->
                bus.deadLetters().stream().filter(DeadLetter::stored).count() == 2);
        persist(HIDDEN, true);
        persist(VISIBLE, false);
        service(SecurityService.class).rotateEncryptionKey();

        Bundle store = bundle("dev.vagus.store");
        Path folder = store.getDataFile("").toPath();
        store.stop();
        assertThat(contents(folder)).contains(VISIBLE).doesNotContain(HIDDEN);
        store.start();
        restart(bundle("dev.vagus.events"));
        restart(bundle("dev.vagus.bus"));
        bus = service(MessageBus.class);
        await().until(() -> bus.deadLetters().size() == 2);
        await().until(() -> service(EventHistory.class).snapshot().hasStore());

        assertThat(bus.deadLetters()).extracting(EncryptedStoreIT::code).containsExactlyInAnyOrder(HIDDEN, VISIBLE);
        assertThat(service(EventHistory.class)
                        .query(EventQuery.ALL.named("ItOpened").containing("hidden"))
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.data()).containsEntry("code", HIDDEN));
    }

    private static Object code(DeadLetter letter) {
        return ((Map<?, ?>) letter.message().data()).get("code");
    }

    private void persist(String code, boolean encrypted) throws Exception {
        var event = service(EventPublisher.class).event("ItOpened").data("code", code);
        if (encrypted) {
            event.encrypted();
        }
        assertThat(event.publish().persisted().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isTrue();
    }

    private static void restart(Bundle bundle) throws BundleException {
        bundle.stop();
        bundle.start();
    }

    private static String contents(Path folder) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
