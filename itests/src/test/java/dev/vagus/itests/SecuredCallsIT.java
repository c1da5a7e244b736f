package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.MessageBus;
import dev.vagus.events.EventPublisher;
import dev.vagus.module.VagusException;
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
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Real calls by real tokens while security is switched, tokens are revoked, keys are rotated and the bundle is away. */
public class SecuredCallsIT extends FelixTest {
    private static final int ROUNDS = 40;

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private Certainty calls;
    private ApiRegistry registry;
    private SecurityService security;
    private TokenService tokens;

    @Before
    public void offerOperations() {
        registry = service(ApiRegistry.class);
        security = service(SecurityService.class);
        tokens = service(TokenService.class);
        offer("Lab", "Run");
        offer("Till", "Open");
    }

    private void offer(String module, String name) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", module);
        properties.put(ApiHandler.OPERATION_PROPERTY, name);
        services.add(context.registerService(ApiHandler.class, (ApiHandler) invocation -> "done", properties));
        await().until(() -> registry.operation(module + "." + name).isPresent());
    }

    @After
    public void takeEverythingBack() {
        if (calls != null) {
            calls.close();
        }
        service(SecurityService.class).disable();
        services.forEach(ServiceRegistration::unregister);
    }

    private SecuritySpec granting(String... scopes) {
        List<String> all = new ArrayList<>(List.of("security"));
        all.addAll(List.of(scopes));
        return SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(context.getBundle().getSymbolicName(), all));
    }

    private boolean calls(String operation) {
        return passes(() -> registry.invoke(operation, Map.of()));
    }

    private boolean calls(String operation, String token) {
        return passes(() -> registry.call(operation).token(token).invoke());
    }

    private static boolean passes(Runnable call) {
        try {
            call.run();
            return true;
        } catch (VagusException e) {
            return false;
        }
    }

    private void whileTwoThreads(BooleanSupplier call) {
        calls = new Certainty(call);
    }

    @Test
    public void noCallPassesAfterItWasSwitchedOnAndNoneFailsAfterItWasSwitchedOff() throws Exception {
        whileTwoThreads(() -> calls("Lab.Run"));
        for (int i = 0; i < ROUNDS; i++) {
            calls.change(false, () -> security.enable(granting()));
            calls.change(true, () -> security.enable(granting("api:Lab.*")));
            calls.change(false, () -> security.enable(granting("api:Till.*")));
            calls.change(true, security::disable);
        }
        calls.assertNoneWrong();
    }

    @Test
    public void noCallPassesAfterItsTokenWasRevokedAndNoOtherFails() throws Exception {
        String steady = tokens.issue(TokenRequest.user("anna", "api:Lab.*")).accessToken();
        security.enable(granting());
        String[] shown = {tokens.issue(TokenRequest.user("eve", "api")).accessToken()};
        whileTwoThreads(() -> {
            assertThat(calls("Lab.Run", steady)).isTrue();
            assertThat(calls("Till.Open", steady)).isFalse();
            return calls("Lab.Run", shown[0]);
        });
        for (int i = 0; i < ROUNDS; i++) {
            calls.change(false, () -> tokens.revoke(Revocation.user("eve")));
            security.rotateSigningKey();
            calls.change(
                    true,
                    () -> shown[0] =
                            tokens.issue(TokenRequest.user("eve", "api")).accessToken());
        }
        calls.assertNoneWrong();
    }

    @Test
    public void whileTheBundleIsAwayNothingPassesAndAfterItsUpdateItIsAsBefore() throws Exception {
        security.enable(granting("api:Lab.*"));
        AtomicLong unguarded = new AtomicLong();
        whileTwoThreads(() -> {
            unguarded.addAndGet(calls("Till.Open") ? 1 : 0);
            return calls("Lab.Run");
        });
        Bundle bundle = bundle("dev.vagus.security");
        for (int i = 0; i < 5; i++) {
            calls.change(false, () -> act(bundle::stop));
            calls.change(true, () -> act(bundle::start));
            calls.change(true, () -> act(bundle::update));
        }
        calls.assertNoneWrong();
        assertThat(unguarded).hasValue(0);
    }

    private interface Act {
        void run() throws Exception;
    }

    private void act(Act act) {
        try {
            act.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (bundle("dev.vagus.security").getState() == Bundle.ACTIVE) {
            await().until(() -> isThere(Gate.class));
        }
    }

    @Test
    public void everyoneWhoAsksHasWrittenItDownAndRefusesWithItsRule() {
        assertThat(security.enable(granting("bus:publish:Free", "events:publish:Free"))
                        .guarded())
                .contains("registry", "bus", "events");

        MessageBus bus = service(MessageBus.class);
        EventPublisher events = service(EventPublisher.class);
        bus.send("Free", "Type", Map.of());
        events.publish("Free", Map.of());
        assertRefused(AccessRule.GRANT, () -> bus.send("Closed", "Type", Map.of()));
        assertRefused(AccessRule.GRANT, () -> events.publish("Closed", Map.of()));
        assertRefused(AccessRule.GRANT, () -> registry.invoke("Lab.Run", Map.of()));
        assertRefused(
                AccessRule.TOKEN_MALFORMED,
                () -> registry.call("Lab.Run").token("not-a-token").invoke());
        String narrow = tokens.issue(TokenRequest.user("anna", "api:Till.*")).accessToken();
        assertRefused(
                AccessRule.TOKEN_SCOPE,
                () -> registry.call("Lab.Run").token(narrow).invoke());
        String admin = tokens.issue(TokenRequest.user("root", "security")).accessToken();
        security.enable(SecuritySpec.DEFAULTS);
        assertRefused(AccessRule.TOKEN_MISSING, () -> registry.invoke("Lab.Run", Map.of()));
        assertRefused(AccessRule.TOKEN_MISSING, security::disable);
        onBehalfOf(admin, security::disable);
        assertThat(calls("Lab.Run")).isTrue();
    }

    private void onBehalfOf(String token, Runnable action) {
        Gate gate = service(Gate.class);
        FlowContext before =
                FlowContext.swap(FlowContext.NONE.with(gate.authenticate(token, "it", 0, System.nanoTime())));
        try {
            action.run();
        } finally {
            FlowContext.set(before);
        }
    }

    private static void assertRefused(AccessRule rule, Runnable access) {
        assertThatThrownBy(access::run)
                .isInstanceOfSatisfying(AccessRefusedException.class, refusal -> assertThat(refusal.rule())
                        .isEqualTo(rule));
    }
}
