package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.security.AccessRule;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySnapshot;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenRequest;
import dev.vagus.security.TokenService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result.Status;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** What is wrong with security makes its health check red, and mending it makes it green again; its counts tell of tokens. */
public class SecurityHealthIT extends FelixTest {
    private static final String PID = "dev.vagus.security";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private org.osgi.service.cm.Configuration configuration;

    @Override
    @Configuration
    public Option[] felix() {
        return new Option[] {
            Felix.withVagus(),
            Felix.jar("org.apache.felix.http.servlet-api"),
            Felix.jar("org.apache.felix.healthcheck.api")
        };
    }

    @Before
    public void switchOn() throws Exception {
        configuration = service(ConfigurationAdmin.class).getConfiguration(PID, "?");
        service(SecurityService.class)
                .enable(SecuritySpec.DEFAULTS
                        .withAuthenticationRequired(false)
                        .withGrants(Map.of(context.getBundle().getSymbolicName(), List.of("*"))));
        awaitStatus(Status.OK);
    }

    @After
    public void switchOff() throws Exception {
        service(ConfigurationAdmin.class).getConfiguration(PID, "?").delete();
        await().untilAsserted(() -> service(SecurityService.class).disable());
    }

    private void awaitStatus(Status status) {
        await().untilAsserted(() -> assertThat(check("security")).isEqualTo(status));
    }

    private Status check(String concern) throws Exception {
        for (ServiceReference<HealthCheck> each : context.getServiceReferences(HealthCheck.class, "(hc.tags=vagus)")) {
            if (String.valueOf(each.getProperty(HealthCheck.NAME)).endsWith(concern)) {
                return context.getService(each).execute().getStatus();
            }
        }
        throw new AssertionError("no health check of " + concern);
    }

    private void useKeysOf(String id, long madeAt) throws Exception {
        Path file = folder.newFile(id).toPath();
        Files.writeString(
                file,
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"" + id + "\",\"alg\":\"HS256\",\"use\":\"sig\",\"iat\":" + madeAt
                        + ",\"k\":\"" + "0123456789abcdef".repeat(3) + "\"}]}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        configuration.update(InModule.properties(Map.of("keys.file", file.toString(), "algorithm", "HS256")));
    }

    @Test
    public void anOldSigningKeyIsToldUntilThereIsANewOne() throws Exception {
        long now = System.currentTimeMillis() / 1000;
        useKeysOf("old", now - 2L * 365 * 24 * 3600);
        awaitStatus(Status.WARN);

        useKeysOf("new", now);
        awaitStatus(Status.OK);
    }

    @Test
    public void aRefusedConfigurationIsToldUntilItIsCorrected() throws Exception {
        configuration.update(InModule.properties(Map.of("keys.file", folder.getRoot() + "/none.json")));
        Bundle bundle = bundle(PID);
        bundle.stop();
        bundle.start();
        await().untilAsserted(() -> assertThat(check("configuration")).isEqualTo(Status.CRITICAL));

        configuration.delete();
        await().untilAsserted(() -> assertThat(check("configuration")).isEqualTo(Status.OK));
    }

    @Test
    public void withoutItsBundleTheRequiredGateIsMissedUntilItIsBack() throws Exception {
        Bundle bundle = bundle(PID);
        bundle.stop();
        await().untilAsserted(() -> assertThat(check("gates")).isEqualTo(Status.CRITICAL));

        bundle.start();
        await().untilAsserted(() -> assertThat(check("gates")).isEqualTo(Status.OK));
        awaitStatus(Status.OK);
    }

    @Test
    public void tokensThatAreShownAreCountedByWhatComesOfThem() {
        SecurityService security = service(SecurityService.class);
        TokenService tokens = service(TokenService.class);
        String token = tokens.issue(TokenRequest.user("ada", "api")).accessToken();
        SecuritySnapshot.TokenChecks before = security.snapshot().tokenChecks();

        security.explain("Lab", "bus:publish:C", token);
        security.explain("Lab", "bus:publish:C", token);
        security.explain("Lab", "bus:publish:C", "no token");

        SecuritySnapshot.TokenChecks after = security.snapshot().tokenChecks();
        assertThat(after.known()).isEqualTo(before.known() + 1);
        assertThat(after.verified()).isEqualTo(before.verified() + 1);
        assertThat(after.refused()).containsEntry(AccessRule.TOKEN_MALFORMED, 1L);
    }
}
