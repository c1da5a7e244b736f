package dev.vagus.registry.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.GateAbsentException;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.internal.engine.RecordingGate;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;

/** Gates as services, and what is required of them, around the component in a real framework. */
class GateInFrameworkTest {
    private static final Map<String, String> CALL = Map.of("StepName", "DeployVM");

    @TempDir
    Path cache;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(cache);
        felix.lab("file:lab.jar", "example.lab");
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private ApiRegistry registry() {
        return felix.context().getService(felix.context().getServiceReference(ApiRegistry.class));
    }

    private GateKeeper keeper() {
        return felix.context().getService(felix.context().getServiceReference(GateKeeper.class));
    }

    private static Dictionary<String, Object> named(String name) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Gate.NAME_PROPERTY, name);
        return properties;
    }

    private ServiceRegistration<Gate> register(Gate gate, String name) {
        return felix.context().registerService(Gate.class, gate, named(name));
    }

    @Test
    void aGateIsInForceWhenItIsRegisteredAndAskedNoMoreWhenItIsNot() {
        RecordingGate gate = new RecordingGate().refusing("nobody");
        for (int i = 0; i < 50; i++) {
            ServiceRegistration<Gate> registered = register(gate, "security");
            assertThatThrownBy(() -> registry().invoke("LabRunner.Run", CALL))
                    .isInstanceOf(AccessRefusedException.class);
            registered.unregister();
            registry().invoke("LabRunner.Run", CALL);
        }
        assertThat(gate.asked).hasSize(50);
    }

    @Test
    void aGateStandsForItsNameOnly() {
        ServiceRegistration<Gate> gate = register(new RecordingGate(), "other");
        keeper().require("security");
        assertThatThrownBy(() -> registry().invoke("LabRunner.Run", CALL)).isInstanceOf(GateAbsentException.class);

        gate.setProperties(named("security"));
        registry().invoke("LabRunner.Run", CALL);

        gate.unregister();
        assertThatThrownBy(() -> registry().invoke("LabRunner.Run", CALL)).isInstanceOf(GateAbsentException.class);
        keeper().release("security");
        registry().invoke("LabRunner.Run", CALL);
    }

    @Test
    void theKeeperIsOfferedBeforeTheRegistryAndRemembersWhatItRequired() {
        assertThat(felix.context().getServiceReference(GateKeeper.class).getProperty(GateKeeper.GUARDED_PROPERTY))
                .isEqualTo("registry");
        keeper().require("security");
        felix.stopRegistry();
        assertThat(felix.context().getServiceReference(GateKeeper.class)).isNull();
        List<String> offered = new CopyOnWriteArrayList<>();
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                offered.add(((String[]) event.getServiceReference().getProperty("objectClass"))[0]);
            }
        };
        felix.context().addServiceListener(listener);
        RegistryComponent again = new RegistryComponent(felix.context(), felix.settings());
        try {
            assertThat(offered).containsExactly(GateKeeper.class.getName(), ApiRegistry.class.getName());
            assertThat(keeper().required()).containsExactly("security");
            assertThatThrownBy(() -> registry().invoke("LabRunner.Run", CALL)).isInstanceOf(GateAbsentException.class);
            keeper().release("security");
        } finally {
            again.stop();
        }
    }
}
