package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.module.VagusException;
import dev.vagus.security.AccessExplanation;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.SecurityService;
import dev.vagus.security.SecuritySpec;
import dev.vagus.security.TokenService;
import dev.vagus.spi.Access;
import dev.vagus.spi.Access.Kind;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The security bundle in a framework: the gate comes and goes, and who asks gates is told, whenever it comes. */
public class SecurityIT extends FelixTest {
    private static final String PID = "dev.vagus.security";

    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private String self;

    @Before
    public void letThisTestManage() {
        self = context.getBundle().getSymbolicName();
        assertThat(isThere(Gate.class)).isFalse();
    }

    @After
    public void takeEverythingBack() throws Exception {
        Configuration configuration = configuration();
        if (configuration.getProperties() != null) {
            configuration.update(InModule.properties(Map.of("enabled", false)));
            await().until(() -> !isThere(Gate.class));
            configuration.delete();
            await().until(() -> security().snapshot().source().equals("default")
                    || security().snapshot().source().equals("code"));
        }
        // Whatever a test left is switched off, and kept so.
        security().disable();
        assertThat(isThere(Gate.class)).isFalse();
        services.forEach(ServiceRegistration::unregister);
    }

    private SecurityService security() {
        return service(SecurityService.class);
    }

    private Configuration configuration() throws Exception {
        return service(ConfigurationAdmin.class).getConfiguration(PID, "?");
    }

    private void configure(Object... keysAndValues) throws Exception {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        configuration().update(InModule.properties(values));
    }

    private PersistentKeeper keeper(String guards) {
        PersistentKeeper keeper = new PersistentKeeper();
        register(guards, keeper);
        return keeper;
    }

    private void register(String guards, GateKeeper keeper) {
        services.add(context.registerService(
                GateKeeper.class, keeper, InModule.properties(Map.of(GateKeeper.GUARDED_PROPERTY, guards))));
    }

    /** This test may do everything with security. */
    private SecuritySpec grantingSelf() {
        return SecuritySpec.DEFAULTS
                .withAuthenticationRequired(false)
                .withGrants(Map.of(self, List.of("security:admin"), "Shop", List.of("api:Lab.*")));
    }

    private Gate gate() {
        ServiceReference<Gate> reference = context.getServiceReference(Gate.class);
        assertThat(reference.getProperty(Gate.NAME_PROPERTY)).isEqualTo("security");
        return context.getService(reference);
    }

    private VagusException refusal(String module, String operation) {
        return gate().checkpoint(Access.of(Kind.CALL, operation)).refusal(module, 1, null, System.nanoTime());
    }

    @Test
    public void theGateIsThereWhileItIsOnAndEveryKeeperHasWrittenItDown() {
        PersistentKeeper early = keeper("fake");
        assertThat(early.written()).isEmpty();

        security().enable(grantingSelf());

        assertThat(early.written()).containsExactly("security");
        assertThat(refusal("Shop", "Lab.Run")).isNull();
        assertThat(refusal("Shop", "Till.Open"))
                .isInstanceOf(AccessRefusedException.class)
                .hasMessageContaining("add 'Shop=api:Till.Open' to grants");
        PersistentKeeper late = keeper("later");
        assertThat(late.written()).containsExactly("security");
        assertThat(security().snapshot().guarded()).contains("fake", "later");
        assertThat(security().snapshot().allowed()).isPositive();
        assertThat(security().snapshot().refused()).isPositive();

        security().disable();

        assertThat(isThere(Gate.class)).isFalse();
        assertThat(early.written()).isEmpty();
        assertThat(late.written()).isEmpty();
    }

    @Test
    public void aKeeperThatCannotWriteIsNamedAndSecurityIsOnAllTheSame() {
        PersistentKeeper keeper = keeper("fake");
        keeper.breakDisk(true);

        assertThatThrownBy(() -> security().enable(grantingSelf()))
                .isInstanceOf(VagusException.class)
                .hasMessageContaining("fake could not write down that it needs security");
        assertThat(isThere(Gate.class)).isTrue();
        assertThat(keeper.required()).containsExactly("security");
        keeper.breakDisk(false);
    }

    @Test
    public void theBundleComesBackAsItWas() throws Exception {
        PersistentKeeper keeper = keeper("fake");
        security().enable(grantingSelf());
        SecurityService old = security();
        Bundle bundle = bundle(PID);

        bundle.stop();
        assertThat(isThere(Gate.class)).isFalse();
        assertThat(isThere(SecurityService.class)).isFalse();
        assertThat(isThere(TokenService.class)).isFalse();
        assertThat(keeper.written()).containsExactly("security");
        assertThatThrownBy(old::snapshot).hasMessageContaining("has stopped");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("vagus-security"));

        bundle.start();
        await().until(() -> isThere(Gate.class));
        assertThat(security().snapshot().spec()).isEqualTo(grantingSelf());
        assertThat(refusal("Shop", "Lab.Run")).isNull();

        bundle.update();
        await().until(() -> isThere(Gate.class));
        assertThat(refusal("Shop", "Till.Open")).isNotNull();
    }

    @Test
    public void theConfigurationWinsAndAWrongOneChangesNothing() throws Exception {
        PersistentKeeper keeper = keeper("fake");

        configure("enabled", true, "authentication.required", "false", "grants", "Shop=api:Lab.*");
        // The gate comes first, then the keepers are told.
        await().until(() -> keeper.written().contains("security"));
        assertThat(refusal("Shop", "Lab.Run")).isNull();
        assertThatThrownBy(() -> security().disable()).isInstanceOf(AccessRefusedException.class);

        Gate before = gate();
        configure("enabled", false, "grants", new String[] {"no grant"});
        configure("enabled", true, "authentication.required", false, "grants", new String[] {
            "Shop=api:Till.*", self + "=security"
        });
        await().until(() -> refusal("Shop", "Till.Open") == null);
        assertThat(gate()).isSameAs(before);
        assertThat(refusal("Shop", "Lab.Run")).isNotNull();
        assertThatThrownBy(() -> security().disable())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the configuration dev.vagus.security says enabled=true");
    }

    @Test
    public void refusalsAreEvents() throws Exception {
        try (RecordingHandler handler = RecordingHandler.on(context, "dev/vagus/security/*")) {
            security().enable(grantingSelf());

            assertThat(refusal("Shop", "Till.Open")).isNotNull();

            await().until(() -> !handler.heard().isEmpty());
            assertThat(handler.heard().get(0).getTopic()).isEqualTo("dev/vagus/security/DENIED");
            assertThat(handler.heard().get(0).getProperty("module")).isEqualTo("Shop");
            assertThat(handler.heard().get(0).getProperty("access")).isEqualTo("api:Till.Open");
            assertThat(handler.heard().get(0).getProperty("rule")).isEqualTo("grant");
        }
    }

    @Test
    public void whatWouldBeDecidedCanBeAsked() throws Exception {
        Bundle labRunner = startExample("labrunner");
        AccessExplanation off = security().explain("Shop", "LabRunner.ExecuteStep", null);
        assertThat(off.allowed()).isTrue();
        assertThat(off.rule()).isEqualTo("off");
        security().enable(grantingSelf());

        AccessExplanation on = security().explain("Shop", "LabRunner.ExecuteStep", null);
        assertThat(on.allowed()).isFalse();
        assertThat(on.access()).isEqualTo("api:LabRunner.ExecuteStep");
        assertThat(security()
                        .explain("vagus-shell", "bus:publish:Configuration", null)
                        .rule())
                .isEqualTo("operator");
        assertThatThrownBy(() -> security().explain("Shop", "nonsense", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events:publish:");
        labRunner.uninstall();
    }
}
