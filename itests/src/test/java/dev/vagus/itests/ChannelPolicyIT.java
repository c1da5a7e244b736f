package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.breaker.BreakerSnapshot;
import dev.vagus.breaker.BreakerState;
import dev.vagus.breaker.CircuitBreakers;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.Subscription;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.FailedRegistration;
import dev.vagus.module.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.EventHandler;

/** Policies of a channel around its handlers, by real configurations, with and without the bundle that has them. */
public class ChannelPolicyIT extends FelixTest {
    private static final String CHANNEL = "Guarded";
    private static final String TARGET = "channel:" + CHANNEL;
    private static final String BREAKER = TARGET + "/keeper";

    private final List<Object> handled = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<Configuration> policies = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean hanging;
    private MessageBus bus;
    private CircuitBreakers breakers;
    private Subscription subscription;

    @Before
    public void subscribe() {
        bus = service(MessageBus.class);
        breakers = service(CircuitBreakers.class);
        subscription = bus.subscribe(
                SubscriptionSpec.on(CHANNEL, Object.class).named("keeper").ordered(), message -> {
                    attempts.incrementAndGet();
                    if (hanging) {
                        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    if (failing) {
                        throw new IllegalStateException("broken");
                    }
                    handled.add(message.data());
                });
    }

    @After
    public void takeEverythingBack() throws Exception {
        release.countDown();
        subscription.close();
        for (Configuration policy : policies) {
            policy.delete();
        }
        await().until(() -> service(CircuitBreakers.class).policy(TARGET).isEmpty()
                && service(CircuitBreakers.class).failedPolicies().isEmpty());
    }

    private static Dictionary<String, Object> properties(String targets, Object... settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("targets", targets);
        for (int i = 0; i < settings.length; i += 2) {
            properties.put((String) settings[i], settings[i + 1]);
        }
        return properties;
    }

    private Configuration configure(String targets, Object... settings) throws Exception {
        Configuration configuration =
                service(ConfigurationAdmin.class).createFactoryConfiguration("dev.vagus.policy", "?");
        configuration.update(properties(targets, settings));
        policies.add(configuration);
        return configuration;
    }

    /** Waits until the bus goes by it. */
    private Configuration policy(Object... settings) throws Exception {
        Configuration configuration = configure(TARGET, settings);
        await().until(() -> setting((String) settings[0]).equals(settings[1] + " (" + configuration.getPid() + ")"));
        return configuration;
    }

    private void change(Configuration policy, Object... settings) throws Exception {
        policy.update(properties(TARGET, settings));
        await().until(() -> setting((String) settings[0]).equals(settings[1] + " (" + policy.getPid() + ")"));
    }

    private Explanation.Recipient explained() {
        return bus.message(CHANNEL, "T").explain().recipients().get(0);
    }

    private String setting(String key) {
        return explained().settings().stream()
                .filter(each -> each.key().equals(key))
                .map(each -> each.value() + " (" + each.source() + ")")
                .findFirst()
                .orElse("");
    }

    private SubscriptionSnapshot keeper() {
        return bus.subscriptions().stream()
                .filter(each -> each.name().equals("keeper"))
                .findFirst()
                .orElseThrow();
    }

    private BreakerState state() {
        return breakers.status(BREAKER).map(BreakerSnapshot::state).orElseThrow();
    }

    private void send(int count) {
        IntStream.rangeClosed(1, count).forEach(number -> bus.send(CHANNEL, "T", number));
    }

    private static List<Object> upTo(int count) {
        return IntStream.rangeClosed(1, count)
                .<Object>mapToObj(number -> number)
                .toList();
    }

    @Test
    public void aFailingHandlerIsPausedByItsBreakerAndGetsEverythingInOrderOnceItIsWell() throws Exception {
        List<String> topics = Collections.synchronizedList(new ArrayList<>());
        Dictionary<String, Object> heard = new Hashtable<>();
        heard.put("event.topics", "dev/vagus/breaker/*");
        EventHandler listener = event -> topics.add(event.getTopic() + " " + event.getProperty("target"));
        ServiceRegistration<?> listening = context.registerService(EventHandler.class, listener, heard);
        policy(
                "breaker.failures",
                1,
                "breaker.recovery.ms",
                200,
                "retry.max",
                100,
                "retry.backoff.ms",
                1,
                "retry.multiplier",
                1);

        failing = true;
        send(50);
        await().untilAsserted(() -> assertThat(attempts).hasValueGreaterThan(2));
        await().until(() -> state() == BreakerState.OPEN && keeper().state() == State.PAUSED);
        SubscriptionSnapshot paused = keeper();
        assertThat(paused.offered()).isEqualTo(50);
        assertThat(paused.queued() + paused.inFlight()).isEqualTo(50);
        assertThat(paused.queued()).isGreaterThanOrEqualTo(49);
        await().untilAsserted(() -> assertThat(explained())
                .returns(Explanation.Verdict.KEPT, Explanation.Recipient::verdict)
                .satisfies(told -> assertThat(told.reason()).startsWith("paused: the circuit breaker of " + BREAKER))
                .satisfies(told -> assertThat(told.guard()).contains("1 failures in a row")));
        failing = false;
        await().untilAsserted(() -> assertThat(handled).hasSize(50));
        assertThat(handled).isEqualTo(upTo(50));
        await().until(() -> keeper().state() == State.ACTIVE);
        assertThat(keeper()).returns(50L, SubscriptionSnapshot::delivered).returns(0L, SubscriptionSnapshot::dead);
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        await().untilAsserted(() -> assertThat(topics)
                .startsWith("dev/vagus/breaker/OPENED " + BREAKER, "dev/vagus/breaker/HALF_OPENED " + BREAKER)
                .endsWith("dev/vagus/breaker/CLOSED " + BREAKER));
        listening.unregister();
    }

    @Test
    public void aBreakerIsOpenedAndResetByHandUnderTheNameOfItsChannel() throws Exception {
        policy("breaker.failures", 5);
        assertThat(breakers.list()).extracting(BreakerSnapshot::target).contains(BREAKER);
        assertThat(breakers.forceOpen(TARGET, "repair")).containsExactly(BREAKER);
        send(3);
        assertThat(keeper()).returns(State.PAUSED, SubscriptionSnapshot::state).returns(3L, s -> s.queued());
        assertThat(explained().reason()).contains("repair");
        assertThat(breakers.reset(TARGET, false)).isEmpty();
        assertThat(handled).isEmpty();
        assertThat(breakers.reset("channel:*", true)).containsExactly(BREAKER);
        await().untilAsserted(() -> assertThat(handled).isEqualTo(upTo(3)));
    }

    @Test
    public void retriesComeFromThePolicyAndChangeLive() throws Exception {
        failing = true;
        Configuration policy = policy("retry.max", 2, "retry.backoff.ms", 1);
        send(1);
        await().until(() -> keeper().dead() == 1);
        assertThat(attempts).hasValue(3);
        change(policy, "retry.max", 4, "retry.backoff.ms", 1);
        send(1);
        await().until(() -> keeper().dead() == 2);
        assertThat(attempts).hasValue(8);
        policies.remove(policy);
        policy.delete();
        await().until(() -> setting("retry.max").equals("5 (default)"));
    }

    @Test
    public void aChangeOfThresholdsKeepsWhatTheBreakerHasSeen() throws Exception {
        Configuration policy = policy("breaker.failures", 3, "breaker.recovery.ms", 3_600_000, "retry.max", 0);
        failing = true;
        send(2);
        await().until(() -> keeper().dead() == 2);
        assertThat(breakers.status(BREAKER).orElseThrow().consecutiveFailures()).isEqualTo(2);
        change(policy, "breaker.failures", 4, "breaker.recovery.ms", 3_600_000, "retry.max", 0);
        send(3);
        await().until(() -> state() == BreakerState.OPEN && keeper().dead() == 4);
        assertThat(attempts).hasValue(4);
        assertThat(keeper()).returns(4L, SubscriptionSnapshot::dead).returns(1L, SubscriptionSnapshot::queued);
        failing = false;
        change(policy, "breaker.failures", 3, "breaker.recovery.ms", 1, "retry.max", 0);
        await().until(() -> keeper().delivered() == 1 && state() == BreakerState.CLOSED);
    }

    @Test
    public void theTimeoutIsTheHandlersBudget() throws Exception {
        policy("timeout.ms", 50);
        await().untilAsserted(() -> assertThat(keeper().handler().budget()).hasMillis(50));
        hanging = true;
        send(2);
        await().until(() -> keeper().handler().state() == HandlerStatus.State.PAUSED);
        assertThat(keeper().reason()).contains("over its budget of 50 ms");
        hanging = false;
        release.countDown();
        await().untilAsserted(() -> assertThat(handled).isEqualTo(upTo(2)));
    }

    @Test
    public void theRateLimitPacesAndLosesNothing() throws Exception {
        policy("rate.limit", 20, "rate.period.ms", 1_000, "rate.burst", 1);
        long begun = System.nanoTime();
        send(10);
        await().untilAsserted(() -> assertThat(handled).isEqualTo(upTo(10)));
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(9 * 50));
        assertThat(keeper()).returns(10L, SubscriptionSnapshot::delivered).returns(State.ACTIVE, s -> s.state());
        assertThat(explained().guard()).isEqualTo("at most 20 messages in 1000 ms");
        assertThat(breakers.status(BREAKER)).isEmpty();
    }

    @Test
    public void withoutTheBundleDeliveriesGoOnAndWithItTheyAreGuardedAgain() throws Exception {
        policy("breaker.failures", 1, "breaker.recovery.ms", 3_600_000, "retry.max", 0);
        failing = true;
        send(1);
        await().until(() -> state() == BreakerState.OPEN);
        failing = false;
        send(5);
        assertThat(handled).isEmpty();
        Bundle bundle = bundle("dev.vagus.breaker");
        bundle.stop();
        try {
            await().untilAsserted(() -> assertThat(handled).isEqualTo(upTo(5)));
            assertThat(keeper().state()).isEqualTo(State.ACTIVE);
            assertThat(explained().guard()).isEmpty();
            assertThat(setting("retry.max")).isEqualTo("5 (default)");
        } finally {
            bundle.start();
        }
        breakers = service(CircuitBreakers.class);
        await().until(() -> explained().guard().startsWith("closed"));
        failing = true;
        send(1);
        await().until(() -> state() == BreakerState.OPEN);
    }

    @Test
    public void aBusThatIsStartedAnewIsGuardedToo() throws Exception {
        policy("breaker.failures", 1);
        Bundle provider = bundle("dev.vagus.bus");
        provider.stop();
        await().until(() ->
                breakers.list().stream().noneMatch(each -> each.target().startsWith("channel:")));
        provider.start();
        subscribe();
        await().until(() -> explained().guard().startsWith("closed"));
        failing = true;
        send(1);
        await().until(() -> state() == BreakerState.OPEN);
    }

    @Test
    public void whatMeansNothingForAChannelIsRefusedWithTheReason() throws Exception {
        configure("Lab.*," + TARGET, "fallback", "Lab.Other", "retry.max", 1);
        await().untilAsserted(() -> assertThat(breakers.failedPolicies())
                .extracting(FailedRegistration::reason)
                .containsExactly("fallback means nothing for " + TARGET
                        + ", since no operation can take a message; one that cannot be delivered is a dead letter:"
                        + " leave it out, or put " + TARGET + " into a configuration of its own"));
        configure(BREAKER, "retry.max", 1);
        configure(TARGET, "timeout.ms", -1);
        configure("channel:not a channel", "timeout.ms", 5);
        await().untilAsserted(() -> assertThat(breakers.failedPolicies()).hasSize(4));
        assertThat(breakers.policy(TARGET)).extracting(Setting::toString).isEmpty();
        assertThat(setting("timeout.ms")).isEqualTo("5000 (default)");
    }
}
