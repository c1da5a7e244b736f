package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSnapshot;
import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.GateAbsentException;
import dev.vagus.registry.ApiRegistry;
import dev.vagus.registry.OperationSpec;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GateKeeper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * A required gate comes and goes again and again while one module calls and sends without a pause and another one answers
 * and hears. What began after it had gone and ended before it came back did not pass, and no handler was called meanwhile
 * but the one whose message was on its way to it; what waited is handled afterwards, and the books balance.
 */
public class GateUnderLoadIT extends FelixTest {
    private static final int ROUNDS = 40;
    private static final long CALLS_A_ROUND = 200;

    /** Odd while the gate is not there; it grows before the gate comes and after it has gone. */
    private final AtomicLong era = new AtomicLong();

    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong passedInVain = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong heard = new AtomicLong();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean done;

    private Bundle caller;
    private Bundle provider;
    private MessageBus bus;

    @Before
    public void startTheModules() throws Exception {
        service(ApiRegistry.class);
        service(MessageBus.class);
        caller = ModuleJar.of("Caller").start(context);
        provider = ModuleJar.of("Provider").start(context);
        bus = InModule.service(caller.getBundleContext(), MessageBus.class);
        bus.createChannel(ChannelSpec.named("Load").withCapacity(1_000_000));
        InModule.service(provider.getBundleContext(), ApiRegistry.class)
                .register(OperationSpec.of("Provider", "Run"), call -> "ran");
        InModule.service(provider.getBundleContext(), MessageBus.class)
                .subscribe(SubscriptionSpec.on("Load", Object.class), message -> heard.incrementAndGet());
    }

    @After
    public void uninstallTheModules() throws Exception {
        for (ServiceReference<GateKeeper> each : context.getServiceReferences(GateKeeper.class, null)) {
            context.getService(each).release(Guarding.NAME);
        }
        caller.uninstall();
        provider.uninstall();
        bus = service(MessageBus.class);
        bus.removeChannel("Load");
    }

    private ServiceRegistration<Gate> gateComes() {
        era.incrementAndGet();
        return context.registerService(
                Gate.class, new Guarding.Open(), InModule.properties(Map.of(Gate.NAME_PROPERTY, Guarding.NAME)));
    }

    private void gateGoes(ServiceRegistration<Gate> gate) {
        gate.unregister();
        era.incrementAndGet();
    }

    /** Does it without a pause, and says whether it passed while the gate was away from its beginning to its end. */
    private Thread keepDoing(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    while (!done) {
                        attempt(work);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void attempt(Runnable work) {
        long before = era.get();
        try {
            work.run();
            passed.incrementAndGet();
            if (before % 2 == 1 && era.get() == before) {
                passedInVain.incrementAndGet();
            }
        } catch (RuntimeException e) {
            Throwable cause = e instanceof CompletionException ? e.getCause() : e;
            if (cause instanceof GateAbsentException) {
                refused.incrementAndGet();
            } else {
                failures.add(e);
            }
        } finally {
            attempts.incrementAndGet();
        }
    }

    private void awaitAttempts() {
        long wanted = attempts.get() + CALLS_A_ROUND;
        await().until(() -> attempts.get() >= wanted);
    }

    private SubscriptionSnapshot subscription() {
        return bus.subscriptions().stream()
                .filter(each -> each.channel().equals("Load"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void nothingPassesWhileItIsAway() throws Exception {
        ServiceRegistration<Gate> gate = gateComes();
        for (ServiceReference<GateKeeper> each : context.getServiceReferences(GateKeeper.class, null)) {
            context.getService(each).require(Guarding.NAME);
        }
        era.set(0);
        ApiRegistry registry = InModule.service(caller.getBundleContext(), ApiRegistry.class);
        List<Thread> threads = List.of(
                keepDoing("calls-1", () -> registry.invoke("Provider.Run", Map.of())),
                keepDoing("calls-2", () -> registry.call("Provider.Run")
                        .async()
                        .toCompletableFuture()
                        .join()),
                keepDoing("messages", () -> {
                    bus.send("Load", "T", 1);
                    sent.incrementAndGet();
                }));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                awaitAttempts();
                gateGoes(gate);
                long before = heard.get();
                awaitAttempts();
                assertThat(subscription().reason()).contains("requires the gate " + Guarding.NAME);
                // One handler at a time: the one that was about to be called when the gate went.
                assertThat(heard.get()).isBetween(before, before + 1);
                gate = gateComes();
            }
        } finally {
            done = true;
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        }

        await().until(() -> heard.get() == sent.get());
        assertThat(passedInVain).hasValue(0);
        assertThat(failures).isEmpty();
        assertThat(passed.get()).isGreaterThan(ROUNDS);
        assertThat(refused.get()).isGreaterThan(ROUNDS);
        assertThat(passed.get() + refused.get()).isEqualTo(attempts.get());
        ChannelSnapshot channel = bus.channel("Load").orElseThrow();
        assertThat(channel.routed()).isEqualTo(sent.get());
        assertThat(channel.sent()).isEqualTo(channel.routed() + channel.refused());
        SubscriptionSnapshot subscription = subscription();
        assertThat(subscription.delivered()).isEqualTo(subscription.offered()).isEqualTo(heard.get());
        gate.unregister();
    }
}
