package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.module.Registration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.Revocation;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import dev.vagus.spi.FlowContext;
import dev.vagus.spi.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Every reason to refuse a token, and what passes, for calls, messages and events; each refusal says its rule and no more. */
public class AccessMatrixIT extends FelixTest {
    private static final String NAME = "Lab.Run";
    private static final String EVENT = "LabRun";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<Bundle> modules = new ArrayList<>();
    private final List<Registration> hearers = new ArrayList<>();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private ServiceRegistration<?> operation;
    private SecurityService security;
    private TokenService tokens;
    private Configuration configuration;
    private Path keys;
    private String admin;

    /** One way in: what a module does with a token, or with none. */
    private interface Way {
        void take(BundleContext module, String token, String mark);
    }

    @Before
    public void hear() throws Exception {
        security = service(SecurityService.class);
        tokens = service(TokenService.class);
        keys = folder.newFile("keys.json").toPath();
        Files.writeString(keys, HandmadeToken.keys());
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        configuration = service(ConfigurationAdmin.class).getConfiguration("dev.vagus.security", "?");
        configuration.update(InModule.properties(Map.of("keys.file", keys.toString(), "algorithm", "HS256")));
        await().until(() ->
                security.snapshot().keys().stream().anyMatch(each -> each.id().equals(HandmadeToken.KEY_ID)));
        operation = context.registerService(
                ApiHandler.class,
                (ApiHandler) invocation ->
                        arrived.add(String.valueOf(invocation.parameters().get("mark"))),
                InModule.properties(Map.of(
                        "vagus.api.module",
                        "Lab",
                        ApiHandler.OPERATION_PROPERTY,
                        "Run",
                        ApiHandler.PARAMETERS_PROPERTY,
                        new String[] {"mark:string"})));
        await().until(() -> service(ApiRegistry.class).operation(NAME).isPresent());
        hearers.add(service(MessageBus.class)
                .subscribe(
                        SubscriptionSpec.on(NAME),
                        message -> arrived.add(String.valueOf(message.data().get("mark")))));
        hearers.add(service(EventPublisher.class)
                .subscribe(
                        EventSubscription.to(EVENT),
                        event -> arrived.add(String.valueOf(event.data().get("mark")))));
        enable(false);
        admin = tokens.issue(TokenRequest.user("root", "security")).accessToken();
    }

    private void enable(boolean tokenNeeded) {
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(tokenNeeded)
                .withAllowedModules(List.of("Known*", context.getBundle().getSymbolicName()))
                .withGrants(Map.of(
                        context.getBundle().getSymbolicName(),
                        List.of("security", "bus:subscribe", "events:subscribe"))));
    }

    @After
    public void takeEverythingBack() throws Exception {
        asRoot(security::disable);
        configuration.delete();
        await().until(() ->
                security.snapshot().keys().stream().noneMatch(each -> each.id().equals(HandmadeToken.KEY_ID)));
        hearers.forEach(Registration::close);
        operation.unregister();
        for (Bundle each : modules) {
            each.uninstall();
        }
    }

    private void asRoot(Runnable action) {
        Gate gate = service(Gate.class);
        FlowContext before = FlowContext.swap(FlowContext.NONE.with(
                gate.authenticate(admin, context.getBundle().getSymbolicName(), 0, System.nanoTime())));
        try {
            action.run();
        } finally {
            FlowContext.set(before);
        }
    }

    private BundleContext module(String name) throws Exception {
        Bundle module = ModuleJar.of(name).start(context);
        modules.add(module);
        return module.getBundleContext();
    }

    @Test
    public void calls() throws Exception {
        matrix("KnownCaller", "api:", NAME, (module, token, mark) -> {
            var call = InModule.service(module, ApiRegistry.class).call(NAME).with("mark", mark);
            (token == null ? call : call.token(token)).invoke();
        });
    }

    @Test
    public void messages() throws Exception {
        matrix("KnownSender", "bus:publish:", NAME, (module, token, mark) -> {
            var message = InModule.service(module, MessageBus.class)
                    .message(NAME, "Order")
                    .data(Map.of("mark", mark));
            (token == null ? message : message.header("authorization", "Bearer " + token)).send();
        });
    }

    @Test
    public void events() throws Exception {
        matrix("KnownRaiser", "events:publish:", EVENT, (module, token, mark) -> {
            var event =
                    InModule.service(module, EventPublisher.class).event(EVENT).data("mark", mark);
            (token == null ? event : event.token(token)).publish();
        });
    }

    private void matrix(String by, String prefix, String name, Way way) throws Exception {
        String exact = prefix + name;
        Map<String, String> good = new LinkedHashMap<>();
        good.put("exact", token(exact));
        good.put("wildcard", token(prefix + "Lab*"));
        good.put("all", token(prefix.substring(0, prefix.length() - 1)));
        good.put("anything", token("*"));
        good.put("by hand", new HandmadeToken(exact).sign());
        good.put(
                "for this module",
                tokens.issue(TokenRequest.user("ada", exact).onlyBy(by)).accessToken());
        Map<String, AccessRule> rules = new LinkedHashMap<>();
        Map<String, String> bad = new LinkedHashMap<>();
        refused(AccessRule.TOKEN_REVOKED, revoked(exact), rules, bad);
        String refresh =
                tokens.issue(TokenRequest.user("ada", exact).withRefreshToken()).refreshToken();
        refused(AccessRule.TOKEN_KIND, refresh, rules, bad);
        String others =
                tokens.issue(TokenRequest.user("ada", exact).onlyBy("KnownToo")).accessToken();
        refused(AccessRule.TOKEN_MODULE, others, rules, bad);
        refused(AccessRule.TOKEN_SCOPE, token(prefix + "Hidden*"), rules, bad);
        refused(AccessRule.TOKEN_MALFORMED, "eyJub3QiOiJhdG9rZW4ifQ", rules, bad);
        refused(
                AccessRule.TOKEN_EXPIRED,
                new HandmadeToken(exact).lasting(-3, -1).sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_NOT_YET_VALID,
                new HandmadeToken(exact).lasting(1, 3).sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_CLAIMS,
                new HandmadeToken(exact).lasting(-1, 10_000).sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_AUDIENCE,
                new HandmadeToken(exact).claim("aud", "hidden").sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_ISSUER,
                new HandmadeToken(exact).claim("iss", "hidden").sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_SIGNATURE,
                new HandmadeToken(exact).signedByAnother().sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_KEY,
                new HandmadeToken(exact).with("kid", "hidden").sign(),
                rules,
                bad);
        refused(
                AccessRule.TOKEN_ALGORITHM,
                new HandmadeToken(exact).with("alg", "none").sign(),
                rules,
                bad);
        BundleContext known = module(by);
        BundleContext stranger = module("Stranger");

        assertRefused(AccessRule.GRANT, () -> way.take(known, null, "without a grant"), "");
        enable(true);
        assertRefused(AccessRule.TOKEN_MISSING, () -> way.take(known, null, "without a token"), "");
        assertRefused(AccessRule.MODULE, () -> way.take(stranger, good.get("all"), "stranger"), good.get("all"));
        for (int again = 0; again < 2; again++) {
            good.forEach((mark, token) -> way.take(known, token, mark));
            bad.forEach((rule, token) -> assertRefused(rules.get(rule), () -> way.take(known, token, rule), token));
        }

        await().until(() -> arrived.size() >= 2 * good.size());
        assertThat(Set.copyOf(arrived)).isEqualTo(good.keySet());
        assertThat(arrived).hasSize(2 * good.size());
    }

    private static void refused(
            AccessRule rule, String token, Map<String, AccessRule> rules, Map<String, String> tokens) {
        rules.put(rule.label(), rule);
        tokens.put(rule.label(), token);
    }

    private String token(String scope) {
        return tokens.issue(TokenRequest.user("ada", scope)).accessToken();
    }

    private String revoked(String scope) {
        String token = tokens.issue(TokenRequest.user("trudy", scope)).accessToken();
        tokens.revoke(Revocation.user("trudy"));
        return token;
    }

    /** Says its rule; nothing of the token, of whom it claims to be of before that is proven, or of the keys. */
    private void assertRefused(
            AccessRule rule, org.assertj.core.api.ThrowableAssert.ThrowingCallable access, String token) {
        AccessRefusedException refusal = catchThrowableOfType(AccessRefusedException.class, access);
        assertThat(refusal).as(rule.label()).isNotNull();
        assertThat(refusal.rule()).isEqualTo(rule);
        String said = refusal + " " + refusal.getCause() + " " + List.of(refusal.getSuppressed());
        assertThat(said)
                .contains("(" + rule.label() + ")")
                .doesNotContain(
                        HandmadeToken.secret(),
                        HandmadeToken.KEY_ID,
                        keys.toString(),
                        "mallory",
                        "trudy",
                        "Hidden",
                        "hidden",
                        "made-by-hand");
        for (String part : token.split("\\.")) {
            if (!part.isEmpty()) {
                assertThat(said).doesNotContain(part);
            }
        }
    }
}
