package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.MessageBus;
import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What is in the dead letters of an encrypted channel is told to modules that may hear it, and to an operator that may. */
public class WithheldLettersIT extends TwoModulesTest {
    private static final String SECRET = "4711-0815-hidden";

    private SecurityService security;
    private Configuration configuration;

    @Before
    public void leaveALetter() throws Exception {
        security = service(SecurityService.class);
        configuration = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.security", "?");
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withEncryption(EncryptionLevel.STRONG)
                .withGrants(Map.of(
                        context.getBundle().getSymbolicName(),
                        List.of("security"),
                        "Speaker",
                        List.of("bus:publish:Secrets", "bus:manage:Secrets"),
                        "Frail",
                        List.of("bus:subscribe:Secrets"))));
        bus.createChannel(ChannelSpec.named("Secrets").storedEncrypted(true));
        start(ModuleJar.of("Frail").subscriber(Hearing.Fails.class, "channel=Secrets", "name=secrets", "retries=0"));
        awaitSubscription("Frail");
        bus.send("Secrets", "M", Map.of("n", 1, "code", SECRET));
        await().until(() -> bus.deadLetters().size() == 1);
    }

    @After
    public void switchOff() throws Exception {
        configuration.delete();
        await().untilAsserted(() -> assertThat(shown()).contains(SECRET));
        security.disable();
    }

    private static DeadLetter seenBy(Bundle module) {
        return InModule.service(module.getBundleContext(), MessageBus.class)
                .deadLetters()
                .get(0);
    }

    private String shown() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        try (CommandSession session =
                service(CommandProcessor.class).createSession(InputStream.nullInputStream(), out, out)) {
            session.execute("vagus:dead-letter-list");
            session.execute("vagus:dead-letter-show " + bus.deadLetters().get(0).id());
            session.execute("vagus:dead-letter-list --json");
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void whoMaySubscribeReadsThemAndTheOthersAreToldWhyNot() throws Exception {
        Bundle curious = start(ModuleJar.of("Curious"));
        Bundle frail = bundle(ModuleJar.symbolicName("Frail"));

        DeadLetter known = seenBy(frail);
        assertThat(known.withheld()).isEmpty();
        assertThat(known.message().data()).isEqualTo(Map.of("n", 1, "code", SECRET));
        for (DeadLetter told : List.of(seenBy(curious), bus.deadLetters().get(0))) {
            assertThat(told.id()).isEqualTo(known.id());
            assertThat(told.message().data()).isNull();
            assertThat(told.message().type()).isEqualTo("M");
            assertThat(told.withheld()).contains("may not get messages of channel Secrets (grant)");
            assertThat(told.toString() + told.cause()).doesNotContain(SECRET);
        }
    }

    @Test
    public void theOperatorReadsThemIfItsScopesSaySo() throws Exception {
        assertThat(shown()).contains(SECRET).doesNotContain("withheld");

        configuration.update(InModule.properties(Map.of("operator.scopes", new String[] {"security:*", "api:*"})));

        await().untilAsserted(() -> assertThat(shown())
                .doesNotContain(SECRET)
                .contains("withheld", "may not get messages of channel Secrets (grant): operator.scopes"));
    }
}
