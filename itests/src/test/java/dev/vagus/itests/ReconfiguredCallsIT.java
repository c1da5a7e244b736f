package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.VagusException;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Real calls by real tokens while a configuration says otherwise who issues them, how they are signed and by which keys. */
public class ReconfiguredCallsIT extends FelixTest {
    private static final String PID = "dev.vagus.security";
    private static final int CYCLES = 8;
    private static final String OTHER_KEYS =
            "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"other\",\"alg\":\"HS256\",\"use\":\"sig\",\"k\":\""
                    + "0123456789abcdef".repeat(3) + "\"}]}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private ApiRegistry registry;
    private SecurityService security;
    private TokenService tokens;
    private Configuration configuration;
    private Certainty calls;
    private Path guestKeys;
    private Path otherKeys;
    private String steady;
    private String own;
    private int round;

    @Before
    public void issueTokens() throws Exception {
        registry = service(ApiRegistry.class);
        security = service(SecurityService.class);
        tokens = service(TokenService.class);
        configuration = service(ConfigurationAdmin.class).getConfiguration(PID, "?");
        services.add(context.registerService(
                ApiHandler.class,
                (ApiHandler) invocation -> "done",
                InModule.properties(Map.of("vagus.api.module", "Lab", ApiHandler.OPERATION_PROPERTY, "Run"))));
        await().until(() -> registry.operation("Lab.Run").isPresent());
        security.enable(SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(context.getBundle().getSymbolicName(), List.of("security"))));
        otherKeys = folder.newFile("other.json").toPath();
        Files.writeString(otherKeys, OTHER_KEYS);
        guestKeys = folder.newFile("guest.json").toPath();
        Files.writeString(guestKeys, "{\"keys\":[]}");
        Files.setPosixFilePermissions(otherKeys, PosixFilePermissions.fromString("rw-------"));

        configure("issuer", "guest");
        steady = tokens.issue(TokenRequest.user("anna", "api:Lab.*")).accessToken();
        Files.copy(
                context.getBundle(bundle(PID).getBundleId())
                        .getBundleContext()
                        .getDataFile("keys.json")
                        .toPath(),
                guestKeys,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        configure("algorithm", "HS256");
        own = tokens.issue(TokenRequest.user("bob", "api:Lab.*")).accessToken();
    }

    @After
    public void takeEverythingBack() throws Exception {
        if (calls != null) {
            calls.close();
        }
        configure();
        security.disable();
        configuration.delete();
        services.forEach(ServiceRegistration::unregister);
    }

    /** With the keys of the guest, and one issuer more whose name tells that exactly this is what holds. */
    private void configure(String... keysAndValues) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        String mark = "round-" + ++round;
        List<String> issuers = new ArrayList<>(List.of(mark + "=" + guestKeys));
        if (!"guest".equals(values.get("issuer"))) {
            issuers.add("guest=" + guestKeys);
        }
        values.put("issuers", issuers.toArray(new String[0]));
        try {
            configuration.update(InModule.properties(values));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        await().until(() -> security.snapshot().issuers().contains(mark));
    }

    private boolean passes(String token) {
        try {
            registry.call("Lab.Run").token(token).invoke();
            return true;
        } catch (VagusException e) {
            return false;
        }
    }

    private void assertRefused(AccessRule rule) {
        assertThatThrownBy(() -> registry.call("Lab.Run").token(own).invoke())
                .isInstanceOfSatisfying(AccessRefusedException.class, refusal -> assertThat(refusal.rule())
                        .isEqualTo(rule));
    }

    @Test
    public void theTokensThatStillCountPassWithoutAGapAndTheOthersAreRefusedFromTheAcknowledgementOn()
            throws Exception {
        assertThat(passes(steady)).isTrue();
        assertThat(passes(own)).isTrue();
        calls = new Certainty(() -> {
            assertThat(passes(steady)).isTrue();
            return passes(own);
        });
        for (int i = 0; i < CYCLES; i++) {
            calls.change(false, () -> configure("issuer", "elsewhere"));
            assertRefused(AccessRule.TOKEN_ISSUER);
            calls.change(true, () -> configure("algorithm", "HS256"));
            calls.change(false, () -> configure("algorithms", "ES256"));
            assertRefused(AccessRule.TOKEN_ALGORITHM);
            calls.change(true, () -> configure("clock.skew.seconds", "0"));
            calls.change(false, () -> configure("keys.file", otherKeys.toString(), "algorithm", "HS256"));
            assertRefused(AccessRule.TOKEN_KEY);
            calls.change(true, () -> configure("algorithm", "HS512"));
        }
        assertThat(round).isGreaterThan(40);
        calls.assertNoneWrong();
    }

    @Test
    public void aConfigurationWhoseKeysCannotBeReadTakesNothingAway() throws Exception {
        configuration.update(InModule.properties(
                Map.of("keys.file", folder.getRoot() + "/none.json", "issuers", new String[] {"lost=" + guestKeys})));
        configure("issuer", "elsewhere");
        assertRefused(AccessRule.TOKEN_ISSUER);
        configure();
        assertThat(passes(own)).isTrue();
        assertThat(security.snapshot().issuers()).doesNotContain("lost");
    }
}
