package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.DeadLetter;
import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.metrics.TraceLevel;
import dev.vagus.metrics.TraceSpec;
import dev.vagus.metrics.Tracing;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.EncryptionLevel;
import dev.vagus.security.IssuedToken;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** A whole session with tokens, keys, passwords and encrypted payloads; none of them is in anything that others can see. */
public class NoSecretAnywhereIT extends TwoModulesTest {
    private static final String PAYLOAD = "payload-of-nobody-else-4711";
    private static final String PASSWORD = "database-password-4711";
    private static final Set<String> SECRET_FILES = Set.of("keys.json");
    private static final List<String> COMMANDS = List.of(
            "security-show",
            "security-show --json",
            "token-list",
            "token-list --json",
            "dead-letter-list",
            "dead-letter-list --json",
            "event-history --json",
            "trace-list",
            "trace-list --json",
            "status",
            "metrics --json",
            "channel-list --json",
            "gate-list",
            "security-explain Speaker bus:publish:Secrets");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final SecretSession session = new SecretSession();
    private final List<Bundle> installed = new ArrayList<>();
    private final LogListener log = this::note;
    private SecurityService security;
    private TokenService tokens;
    private Path trace;

    @Override
    @Configuration
    public Option[] felix() {
        return new Option[] {
            Felix.withVagus(),
            frameworkProperty("org.ops4j.pax.logging.StaticLogbackFile")
                    .value(new File("src/test/resources/logback-debug.xml").getAbsolutePath())
        };
    }

    @Before
    public void listenAndInstallTheStore() throws Exception {
        service(LogReaderService.class).addLogListener(log);
        session.secret("the password of the database", PASSWORD);
        session.secret("an encrypted payload", PAYLOAD);
        for (String artifact : List.of("org.osgi.service.jdbc", "h2", "store")) {
            installed.add(context.installBundle(Felix.location(artifact)));
        }
        service(ConfigurationAdmin.class)
                .getConfiguration("dev.vagus.store", "?")
                .update(InModule.properties(Map.of("user", "vagus", "password", PASSWORD)));
        for (Bundle each : installed) {
            each.start();
        }
        await().until(() -> bus.deadLetterSnapshot().hasStore()
                && service(EventHistory.class).snapshot().hasStore());
        security = service(SecurityService.class);
        tokens = service(TokenService.class);
        service(ConfigurationAdmin.class)
                .getConfiguration("dev.vagus.security", "?")
                .update(InModule.properties(Map.of("operator.scopes", new String[] {"security:*", "api:*"})));
        String self = context.getBundle().getSymbolicName();
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withEncryption(EncryptionLevel.STRONG)
                .withGrants(Map.of(
                        self,
                        List.of("security", "api", "events:publish"),
                        "Speaker",
                        List.of("bus:publish", "bus:manage:Secrets"),
                        "Frail",
                        List.of("bus:subscribe"))));
        trace = folder.getRoot().toPath().resolve("trace.jsonl");
        service(Tracing.class).start(TraceSpec.ALL.at(TraceLevel.VERBOSE).into(trace));
    }

    @After
    public void takeEverythingBack() throws Exception {
        service(Tracing.class).stop();
        service(LogReaderService.class).removeLogListener(log);
        security.disable();
        service(ConfigurationAdmin.class)
                .getConfiguration("dev.vagus.security", "?")
                .delete();
        service(ConfigurationAdmin.class)
                .getConfiguration("dev.vagus.store", "?")
                .delete();
        for (int i = installed.size() - 1; i >= 0; i--) {
            installed.get(i).uninstall();
        }
    }

    private void note(LogEntry entry) {
        session.see("log", entry.getLoggerName() + " " + entry.getLogLevel() + " " + entry.getMessage());
        if (entry.getException() != null) {
            session.seeThrown("log", entry.getException());
        }
    }

    private String shell(String command) {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        try (CommandSession shell =
                service(CommandProcessor.class).createSession(InputStream.nullInputStream(), out, out)) {
            Object result = shell.execute("vagus:" + command);
            out.flush();
            return screen.toString(StandardCharsets.UTF_8) + result;
        } catch (Exception e) {
            return screen.toString(StandardCharsets.UTF_8) + e;
        }
    }

    @Test
    public void afterAWholeSessionNobodyCanSeeASecret() throws Exception {
        try (RecordingHandler denied = RecordingHandler.on(context, "dev/vagus/security/*")) {
            useTokens();
            leaveEncryptedThings();
            await().until(() -> denied.heard().size() > 2);
            denied.heard().forEach(event -> {
                for (String name : event.getPropertyNames()) {
                    session.see("events of refusals", name + "=" + event.getProperty(name));
                }
            });
        }
        lookEverywhere();

        assertThat(session.leaks()).isEmpty();
        assertThat(session.places())
                .contains(
                        "log",
                        "text",
                        "error",
                        "events of refusals",
                        "dead letters",
                        "history",
                        "trace",
                        "shell",
                        "file ledger",
                        "file security.properties",
                        "file trace.jsonl");
        assertThat(session.places()).anyMatch(place -> place.endsWith(".mv.db"));
        assertThat(session.seenIn("log")).contains("DEBUG", "dev.vagus.security.audit", "token-signature");
        assertThat(session.seenIn("dead letters")).contains("Secrets", "may not get messages");
        assertThat(session.seenIn("shell")).contains("ada", "withheld");
        assertThat(session.seenIn("error")).contains("token-signature", "token-revoked", "token-malformed");
    }

    private void useTokens() throws Exception {
        IssuedToken issued =
                tokens.issue(TokenRequest.user("ada", "api", "bus", "events").withRefreshToken());
        IssuedToken next = tokens.refresh(issued.refreshToken());
        String good = session.token("an access token", issued.accessToken());
        String refresh = session.token("a refresh token", issued.refreshToken());
        session.token("the next access token", next.accessToken());
        session.token("the next refresh token", next.refreshToken());
        String forged = session.token("a forged token", good.substring(0, good.length() - 8) + "AAAAAAAA");
        String nonsense = "what-somebody-took-for-a-token-4711";
        session.secret("what is no token", nonsense);
        session.see("text", List.of(issued, next, tokens.tokens(), tokens.verify(good), security.snapshot()));
        for (String shown : List.of(forged, nonsense, refresh, good)) {
            act(shown, shown.equals(good));
        }
        session.seeThrown("error", catchThrowable(() -> tokens.verify(forged)));
        session.seeThrown("error", catchThrowable(() -> tokens.refresh(refresh)));
        tokens.revoke(Revocation.user("ada"));
        act(good, false);
        session.see("shell", shell("token-verify " + forged));
        session.see("shell", shell("api-invoke Lab.Run --token " + forged));
        session.see("shell", shell("security-explain Speaker Lab.Run --token " + refresh));
        session.see("shell", shell("token-refresh " + refresh));
        security.rotateSigningKey();
        security.rotateEncryptionKey();
        session.keysIn(bundle("dev.vagus.security").getDataFile("keys.json").toPath());
    }

    /** Shows it everywhere; where it is refused, or there is nothing of that name, there is an error to look at. */
    private void act(String token, boolean accepted) {
        Throwable called = catchThrowable(
                () -> service(ApiRegistry.class).call("Lab.Run").token(token).invoke());
        session.seeThrown("error", called);
        Throwable sent = catchThrowable(() -> bus.message("Free", "M")
                .header("Authorization", "Bearer " + token)
                .send());
        Throwable raised = catchThrowable(
                () -> service(EventPublisher.class).event("Free").token(token).publish());
        if (!accepted) {
            session.seeThrown("error", sent);
            session.seeThrown("error", raised);
        }
    }

    private void leaveEncryptedThings() throws Exception {
        bus.createChannel(ChannelSpec.named("Secrets").storedEncrypted(true));
        start(ModuleJar.of("Frail").subscriber(Hearing.Fails.class, "channel=Secrets", "name=secrets", "retries=0"));
        awaitSubscription("Frail");
        bus.send("Secrets", "M", Map.of("n", 1, "code", PAYLOAD));
        await().until(() -> bus.deadLetters().stream().anyMatch(DeadLetter::stored));
        assertThat(service(EventPublisher.class)
                        .event("ItOpened")
                        .data("code", PAYLOAD)
                        .encrypted()
                        .publish()
                        .persisted()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .isTrue();
    }

    private void lookEverywhere() throws Exception {
        Bundle stranger = start(ModuleJar.of("Stranger"));
        for (DeadLetter letter :
                InModule.service(stranger.getBundleContext(), MessageBus.class).deadLetters()) {
            session.see(
                    "dead letters",
                    letter + " " + letter.message().data() + letter.message().headers());
        }
        session.see(
                "history",
                InModule.service(stranger.getBundleContext(), EventHistory.class)
                        .query(EventQuery.ALL));
        COMMANDS.forEach(each -> session.see("shell", shell(each)));
        for (DeadLetter letter : bus.deadLetters()) {
            session.see("shell", shell("dead-letter-show " + letter.id()));
        }
        service(Tracing.class).records(10_000).forEach(each -> session.see("trace", each));
        service(Tracing.class).stop();
        session.see("text", security.snapshot());
        for (String each : List.of("security", "store", "bus", "events", "registry", "metrics")) {
            Bundle bundle = bundle("dev.vagus." + each);
            session.seeFiles(bundle.getDataFile("").toPath(), SECRET_FILES);
        }
        session.see("file trace.jsonl", Files.readString(trace));
    }
}
