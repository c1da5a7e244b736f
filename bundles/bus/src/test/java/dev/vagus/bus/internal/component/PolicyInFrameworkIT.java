package dev.vagus.bus.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.Setting;
import dev.vagus.spi.DeliveryGuard;
import dev.vagus.spi.DeliveryGuards;
import dev.vagus.spi.PolicySource;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

/** Policies as services of another bundle, around the built bundle in a framework that has no such bundle at first. */
class PolicyInFrameworkIT {
    @TempDir
    private Path storage;

    private TestFramework framework;
    private MessageBus bus;
    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private volatile long timeout = 100;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(storage);
        await().until(() -> framework.context().getServiceReference(MessageBus.class) != null);
        bus = framework.context().getService(framework.context().getServiceReference(MessageBus.class));
        bus.subscribe(SubscriptionSpec.on("C", Object.class), message -> heard.add(message.data()));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    /** Refuses everything. */
    private static final class Closed implements DeliveryGuards, DeliveryGuard {
        @Override
        public boolean apply(String target) {
            return target.equals("channel:C");
        }

        @Override
        public DeliveryGuard guard(GuardedSubscription subscription, Runnable changed) {
            return this;
        }

        @Override
        public @Nullable Admission enter() {
            return null;
        }

        @Override
        public Refusal refusal() {
            return new Refusal("it is closed", null, true);
        }

        @Override
        public String status() {
            return "closed for ever";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void close() {
            assertThat(status()).isNotEmpty();
        }
    }

    private Explanation.Recipient explained() {
        return bus.message("C", "T").explain().recipients().get(0);
    }

    private String timeout() {
        return explained().settings().get(0).toString();
    }

    private static Dictionary<String, Object> epoch(long number) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PolicySource.EPOCH, number);
        return properties;
    }

    @Test
    void aSourceOfPoliciesComesChangesAndGoes() {
        assertThat(timeout()).isEqualTo("timeout.ms=5000 (default)");
        PolicySource source = target -> Map.of("timeout.ms", new Setting("timeout.ms", timeout, target));
        ServiceRegistration<PolicySource> registered =
                framework.context().registerService(PolicySource.class, source, epoch(1));
        await().until(() -> timeout().equals("timeout.ms=100 (channel:C)"));
        timeout = 200;
        registered.setProperties(epoch(2));
        await().until(() -> timeout().equals("timeout.ms=200 (channel:C)"));
        registered.unregister();
        await().until(() -> timeout().equals("timeout.ms=5000 (default)"));
    }

    @Test
    void aGuardKeepsMessagesAsLongAsItsServiceIsThere() {
        bus.send("C", "T", 1);
        await().until(() -> heard.equals(List.of(1)));
        ServiceRegistration<DeliveryGuards> registered =
                framework.context().registerService(DeliveryGuards.class, new Closed(), null);
        await().until(() -> explained().guard().equals("closed for ever"));
        bus.send("C", "T", 2);
        assertThat(explained())
                .returns(Explanation.Verdict.KEPT, Explanation.Recipient::verdict)
                .returns("paused: it is closed", Explanation.Recipient::reason);
        assertThat(heard).containsExactly(1);
        registered.unregister();
        await().until(() -> heard.equals(List.of(1, 2)));
    }
}
