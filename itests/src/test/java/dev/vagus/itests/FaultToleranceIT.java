package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.BreakerOpenException;
import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.module.FailedRegistration;
import dev.vagus.registry.ApiHandler;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.CallExplanation;
import dev.vagus.registry.CallRefusedException;
import dev.vagus.registry.CallTimeoutException;
import dev.vagus.registry.OperationFailedException;
import dev.vagus.registry.UnsupportedOptionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.EventHandler;

/** Breakers, limits and retries around the calls of real services, by real configurations. */
public class FaultToleranceIT extends FelixTest {
    private static final String RUN = "Lab.Run";

    private final AtomicInteger calls = new AtomicInteger();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private final List<Configuration> policies = new ArrayList<>();
    private volatile RuntimeException failure;
    private ApiRegistry registry;
    private CircuitBreakers breakers;

    @Before
    public void offerAnOperation() {
        registry = service(ApiRegistry.class);
        breakers = service(CircuitBreakers.class);
        offer("Run", true, invocation -> {
            calls.incrementAndGet();
            if (failure != null) {
                throw failure;
            }
            return "done";
        });
    }

    private void offer(String name, boolean idempotent, ApiHandler handler) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("vagus.api.module", "Lab");
        properties.put(ApiHandler.OPERATION_PROPERTY, name);
        properties.put("vagus.api.idempotent", idempotent);
        services.add(context.registerService(ApiHandler.class, handler, properties));
        await().until(() -> registry.operation("Lab." + name).isPresent());
    }

    private void policy(String key, Object value, Object... more) throws Exception {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("targets", key.equals("isolation") ? "Lab.*" : "Lab.*,guard:*");
        properties.put(key, value);
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        Configuration configuration =
                service(ConfigurationAdmin.class).createFactoryConfiguration("dev.vagus.policy", "?");
        configuration.update(properties);
        policies.add(configuration);
        await().until(() -> breakers.policy(RUN).stream()
                        .anyMatch(setting -> setting.source().equals(configuration.getPid()))
                || breakers.failedPolicies().stream()
                        .anyMatch(failed -> failed.name().equals(configuration.getPid())));
    }

    @After
    public void takeEverythingBack() throws Exception {
        services.forEach(ServiceRegistration::unregister);
        for (Configuration policy : policies) {
            String pid = policy.getPid();
            policy.delete();
            await().until(() -> service(CircuitBreakers.class).policy(RUN).stream()
                    .noneMatch(setting -> setting.source().equals(pid)));
        }
    }

    private void failTimes(int times) {
        failure = new IllegalStateException("broken");
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> registry.invoke(RUN, Map.of())).isInstanceOf(OperationFailedException.class);
        }
    }

    @Test
    public void anOperationThatKeepsFailingIsNotCalledForAWhile() {
        List<String> topics = Collections.synchronizedList(new ArrayList<>());
        Dictionary<String, Object> heard = new Hashtable<>();
        heard.put("event.topics", "dev/vagus/breaker/*");
        EventHandler handler = event -> topics.add(event.getTopic() + " " + event.getProperty("target"));
        services.add(context.registerService(EventHandler.class, handler, heard));

        failTimes(10);
        assertThatThrownBy(() -> registry.invoke(RUN, Map.of()))
                .isInstanceOf(BreakerOpenException.class)
                .hasMessageContaining(RUN)
                .hasMessageContaining("10 failures in a row");

        assertThat(calls).hasValue(10);
        BreakerSnapshot now = breakers.status(RUN).orElseThrow();
        assertThat(now.state()).isEqualTo(BreakerState.OPEN);
        assertThat(now.nextProbe()).isNotNull();
        CallExplanation told = registry.explain(RUN);
        assertThat(told.verdict()).startsWith("breaker refuses it: the circuit breaker of Lab.Run is open");
        await().untilAsserted(() -> assertThat(topics).containsExactly("dev/vagus/breaker/OPENED " + RUN));

        failure = null;
        assertThat(breakers.reset("Lab.*", false)).containsExactly(RUN);
        assertThat(registry.invoke(RUN, Map.of())).isEqualTo("done");
        await().untilAsserted(() -> assertThat(topics).hasSize(2).last().isEqualTo("dev/vagus/breaker/CLOSED " + RUN));
    }

    @Test
    public void aBreakerOpenedByHandStaysOpenUntilItIsResetByForce() {
        registry.invoke(RUN, Map.of());
        assertThat(breakers.forceOpen(RUN, "maintenance")).containsExactly(RUN);
        assertThatThrownBy(() -> registry.invoke(RUN, Map.of()))
                .isInstanceOf(BreakerOpenException.class)
                .hasMessageContaining("maintenance");
        assertThat(breakers.reset(RUN, false)).isEmpty();
        assertThat(breakers.reset(RUN, true)).containsExactly(RUN);
        assertThat(registry.invoke(RUN, Map.of())).isEqualTo("done");
    }

    @Test
    public void aPolicyChangesTheThresholdLiveAndItsErrorsAreTold() throws Exception {
        failTimes(2);
        policy("breaker.failures", 3);
        failTimes(1);
        assertThatThrownBy(() -> registry.invoke(RUN, Map.of())).isInstanceOf(BreakerOpenException.class);

        policy("breaker.failures", "many");
        assertThat(breakers.failedPolicies())
                .extracting(FailedRegistration::reason)
                .containsExactly("breaker.failures must be a whole number from 0 to 1000000, but is 'many'");
    }

    @Test
    public void idempotentOperationsAreTriedAgainByPolicyAndOthersAtTheirCallersWish() throws Exception {
        policy("retry.max", 2, "retry.backoff.ms", 1, "retry.categories", "internal");
        failTimes(1);
        assertThat(calls).hasValue(3);

        AtomicInteger pay = new AtomicInteger();
        offer("Pay", false, invocation -> {
            if (pay.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return "paid";
        });
        assertThatThrownBy(() -> registry.invoke("Lab.Pay", Map.of())).hasMessageContaining("not yet");
        assertThat(pay).hasValue(1);
        assertThat(registry.call("Lab.Pay").retries(1).invoke()).isEqualTo("paid");
        assertThatThrownBy(
                        () -> registry.call("Lab.Pay").option("retry.jitter", 7).invoke())
                .hasMessageContaining("retry.jitter must be a number from 0 to 1, but is '7'");
    }

    @Test
    public void callersOfAnIsolatedOperationThatHangsGiveUpAndItsBreakerOpens() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        offer("Hang", true, invocation -> go.await(60, TimeUnit.SECONDS));
        policy("isolation", "thread", "timeout.ms", 50, "breaker.failures", 3);
        try {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> registry.invoke("Lab.Hang", Map.of()))
                        .isInstanceOf(CallTimeoutException.class);
            }
            assertThatThrownBy(() -> registry.invoke("Lab.Hang", Map.of())).isInstanceOf(BreakerOpenException.class);
        } finally {
            go.countDown();
        }
    }

    @Test
    public void anAsynchronousOperationThatNeverEndsCountsAsFailedAtItsDeadline() throws Exception {
        List<CompletableFuture<Object>> stages = Collections.synchronizedList(new ArrayList<>());
        offer("Never", true, invocation -> {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage;
        });
        policy("timeout.ms", 50, "breaker.failures", 2, "bulkhead.max", 1);
        for (int i = 0; i < 2; i++) {
            CompletableFuture<?> call = registry.call("Lab.Never").async().toCompletableFuture();
            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
        }
        assertThatThrownBy(() -> registry.invoke("Lab.Never", Map.of())).isInstanceOf(BreakerOpenException.class);
        await().untilAsserted(() -> assertThat(stages).hasSize(2).allSatisfy(stage -> assertThat(stage)
                .isCancelled()));
    }

    @Test
    public void limitsRefuseWithTheTimeToWait() throws Exception {
        policy("rate.limit", 2, "rate.period.ms", 3_600_000);
        registry.invoke(RUN, Map.of());
        registry.invoke(RUN, Map.of());
        assertThatThrownBy(() -> registry.invoke(RUN, Map.of()))
                .isInstanceOfSatisfying(
                        CallRefusedException.class,
                        refusal -> assertThat(refusal.retryAfter()).isNotNull().isPositive())
                .hasMessageContaining("rate.limit");
        assertThat(calls).hasValue(2);
    }

    @Test
    public void anyCodeOfAModuleCanBeGuarded() throws Exception {
        policy("breaker.failures", 1, "retry.max", 1, "retry.backoff.ms", 1, "retry.categories", "network");
        assertThat(breakers.guard("warehouse", () -> 5)).isEqualTo(5);
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> breakers.guard("warehouse", () -> {
                    tries.incrementAndGet();
                    throw new java.io.FileNotFoundException("stock");
                }))
                .isInstanceOf(java.io.FileNotFoundException.class);
        assertThat(tries).hasValue(1);
        assertThatThrownBy(() -> breakers.guard("warehouse", () -> 6)).isInstanceOf(BreakerOpenException.class);
        assertThat(breakers.guardAsync("orders", () -> CompletableFuture.completedFuture(7))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(7);
        assertThatThrownBy(() -> breakers.guard("no good", () -> 1)).hasMessageContaining("'no good'");
        assertThat(breakers.list())
                .extracting(BreakerSnapshot::target)
                .anyMatch(target -> target.endsWith(".warehouse"));
    }

    @Test
    public void withoutTheBundleCallsGoOnAndItsOptionsAreRefused() throws Exception {
        Bundle breaker = bundle("dev.vagus.breaker");
        failTimes(10);
        breaker.stop();
        try {
            failTimes(3);
            assertThat(calls).hasValue(13);
            assertThatThrownBy(() -> registry.call(RUN).retries(2).invoke())
                    .isInstanceOf(UnsupportedOptionException.class)
                    .hasMessageContaining("dev.vagus.breaker");
        } finally {
            breaker.start();
        }
        await().until(() -> registry.chain(RUN).contains("breaker"));
        failTimes(10);
        assertThatThrownBy(() -> registry.invoke(RUN, Map.of())).isInstanceOf(BreakerOpenException.class);
    }
}
