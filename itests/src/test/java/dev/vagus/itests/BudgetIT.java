package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.HandlerStatus;
import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A module with a slow handler and its neighbour, which is not to notice. */
public class BudgetIT extends FelixTest {
    private static final String CHANNEL = "Budget";

    private MessageBus bus;
    private Journal journal;
    private Bundle slow;
    private Bundle quick;

    @Before
    public void startTheModules() throws Exception {
        bus = service(MessageBus.class);
        journal = Journal.open(context);
        slow = ModuleJar.of("Slow").with(HearsSlowly.class, SlowHandler.class).start(context);
        quick = ModuleJar.of("Quick")
                .with(HearsQuickly.class, QuickHandler.class)
                .start(context);
        runAs(slow, HearsSlowly.class);
        runAs(quick, HearsQuickly.class);
        await().until(() -> bus.channel(CHANNEL).orElseThrow().subscriptions() == 2);
    }

    @After
    public void uninstallTheModules() throws Exception {
        slow.uninstall();
        quick.uninstall();
        journal.close();
    }

    private void send(int count, long millis) {
        for (int i = 0; i < count; i++) {
            bus.send(CHANNEL, "Work", Map.of("takes", millis));
        }
    }

    private SubscriptionSnapshot of(String module) {
        return bus.subscriptions().stream()
                .filter(each -> each.channel().equals(CHANNEL) && each.module().equals(module))
                .findFirst()
                .orElseThrow();
    }

    private long lines(String module) {
        return journal.lines().stream().filter(line -> line.equals(module)).count();
    }

    @Test
    public void aSlowModuleIsPausedAndProbedAndResumedAndItsNeighbourGetsEverythingMeanwhile() throws Exception {
        assertThat(of("Slow").handler().budget()).isEqualTo(Duration.ofMillis(100));
        assertThat(of("Quick").handler().budget()).isEqualTo(Duration.ofSeconds(5));
        send(3, 300);
        await().until(() -> of("Slow").handler().state() == HandlerStatus.State.PAUSED);
        send(40, 0);
        await().until(() -> lines("quick") == 43);
        assertThat(of("Slow"))
                .returns(SubscriptionSnapshot.State.PAUSED, SubscriptionSnapshot::state)
                .satisfies(now -> assertThat(now.reason()).startsWith("paused: over its budget of 100 ms"));
        assertThat(bus.message(CHANNEL, "Work").explain().recipients())
                .filteredOn(each -> each.module().equals("Slow"))
                .extracting(Explanation.Recipient::verdict)
                .containsExactly(Explanation.Verdict.KEPT);
        await().until(() -> lines("slow") == 43);
        await().until(() -> of("Slow").handler().state() == HandlerStatus.State.RUNNING);
        assertThat(of("Slow")).returns(SubscriptionSnapshot.State.ACTIVE, SubscriptionSnapshot::state);
        assertThat(of("Quick").handler().overruns()).isZero();
    }

    @Test
    public void aModuleThatHangsForEverCostsItsOwnMessagesOnlyAndTheBusStops() throws Exception {
        send(1, -1);
        await().until(() -> of("Slow").handler().state() == HandlerStatus.State.PAUSED);
        send(40, 0);
        await().until(() -> lines("quick") == 41);
        assertThat(lines("slow")).isZero();
        assertThat(of("Slow")).returns(1L, SubscriptionSnapshot::inFlight);
        Bundle provider = bundle("dev.vagus.bus");
        provider.stop();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("vagus-bus")));
        provider.start();
        bus = service(MessageBus.class);
    }

    /** A handler that takes as long as the message says; for ever when that is negative. */
    public static final class SlowHandler implements MessageHandler<Map<String, Object>> {
        private final BundleContext module;

        SlowHandler(BundleContext module) {
            this.module = module;
        }

        @Override
        public void onMessage(Message<Map<String, Object>> message) throws InterruptedException {
            long millis = ((Number) message.data().get("takes")).longValue();
            if (millis < 0) {
                synchronized (this) {
                    while (millis < 0) {
                        wait();
                    }
                }
            }
            LockSupport.parkNanos(millis * 1_000_000);
            InModule.report(module, "slow");
        }
    }

    /** Its neighbour. */
    public static final class QuickHandler implements MessageHandler<Map<String, Object>> {
        private final BundleContext module;

        QuickHandler(BundleContext module) {
            this.module = module;
        }

        @Override
        public void onMessage(Message<Map<String, Object>> message) {
            InModule.report(module, "quick");
        }
    }

    /** Run by the module Slow. */
    public static final class HearsSlowly implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return module.registerService(
                    MessageHandler.class,
                    new SlowHandler(module),
                    InModule.properties(Map.of("vagus.message.channel", CHANNEL, "vagus.message.budget.ms", 100L)));
        }
    }

    /** Run by the module Quick. */
    public static final class HearsQuickly implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return module.registerService(
                    MessageHandler.class,
                    new QuickHandler(module),
                    InModule.properties(Map.of("vagus.message.channel", CHANNEL)));
        }
    }
}
