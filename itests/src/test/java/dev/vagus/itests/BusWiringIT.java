package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.SubscriptionSnapshot;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.FailedRegistration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Subscriptions of modules, as plain services with properties and in code, and who a message comes from. */
public class BusWiringIT extends FelixTest {
    private static final String CHANNEL = "Wiring";

    private MessageBus bus;
    private Journal journal;
    private Bundle sender;
    private Bundle hearer;

    @Before
    public void startTheModules() throws Exception {
        bus = service(MessageBus.class);
        journal = Journal.open(context);
        sender = ModuleJar.of("Sender").with(Sends.class, Change.class).start(context);
        hearer = ModuleJar.of("Hearer")
                .with(HearsByProperties.class, HearsInCode.class, ChangeHandler.class, Change.class)
                .start(context);
    }

    @After
    public void uninstallTheModules() throws Exception {
        sender.uninstall();
        hearer.uninstall();
        journal.close();
        await().until(() -> subscriptions().isEmpty());
    }

    @Test
    public void aPlainServiceWithPropertiesHearsMessagesThatMatch() throws Exception {
        runAs(hearer, HearsByProperties.class);
        await().until(() -> subscriptions().size() == 1);

        runAs(sender, Sends.class);

        await().until(() -> journal.lines().size() == 1);
        assertThat(journal.lines()).containsExactly("Sender ConfigChanged Change[name=MaxJobs, value=5]");
        assertThat(subscriptions()).singleElement().satisfies(subscription -> {
            assertThat(subscription.module()).isEqualTo("Hearer");
            assertThat(subscription.bundleId()).isEqualTo(hearer.getBundleId());
            assertThat(subscription.offered()).isEqualTo(1);
        });
    }

    @Test
    public void aSubscriptionInCodeHearsStructureAndTheNameOfTheSender() throws Exception {
        runAs(hearer, HearsInCode.class);

        runAs(sender, Sends.class);

        await().until(() -> journal.lines().size() == 2);
        assertThat(journal.lines())
                .containsExactly(
                        "Sender ConfigChanged {name=MaxJobs, value=5}", "Sender Other {name=MinJobs, value=1}");
    }

    @Test
    public void whatAStoppedBundleSubscribedIsGone() throws Exception {
        runAs(hearer, HearsByProperties.class);
        runAs(hearer, HearsInCode.class);
        await().until(() -> subscriptions().size() == 2);

        hearer.stop();

        await().until(() -> subscriptions().isEmpty());
        runAs(sender, Sends.class);
        assertThat(bus.channel(CHANNEL).orElseThrow().unrouted()).isGreaterThanOrEqualTo(2);
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    public void aHandlerWithABadFilterIsKeptAsFailedWithTheReason() throws Exception {
        Bundle wrong = ModuleJar.of("Wrong").with(HearsWithABadFilter.class).start(context);
        runAs(wrong, HearsWithABadFilter.class);

        await().untilAsserted(() -> assertThat(bus.failedRegistrations())
                .filteredOn(failed -> failed.module().equals("Wrong"))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.bundleId()).isEqualTo(wrong.getBundleId());
                    assertThat(failed.reason()).contains("filter");
                }));
        assertThat(subscriptions()).isEmpty();

        wrong.uninstall();

        assertThat(bus.failedRegistrations())
                .extracting(FailedRegistration::module)
                .doesNotContain("Wrong");
    }

    private List<SubscriptionSnapshot> subscriptions() {
        return bus.subscriptions().stream()
                .filter(subscription -> subscription.channel().equals(CHANNEL))
                .toList();
    }

    /** Run by the module Sender. */
    public static final class Sends implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            MessageBus bus = InModule.service(module, MessageBus.class);
            bus.send(CHANNEL, "ConfigChanged", new Change("MaxJobs", 5));
            return bus.send(CHANNEL, "Other", Map.of("name", "MinJobs", "value", 1))
                    .toString();
        }
    }

    /** A handler of the module Hearer. */
    public static final class ChangeHandler implements MessageHandler<Change> {
        private final BundleContext module;

        ChangeHandler(BundleContext module) {
            this.module = module;
        }

        @Override
        public void onMessage(Message<Change> message) {
            Change change = message.data();
            InModule.report(module, message.source() + " " + message.type() + " " + change);
        }
    }

    /** Run by the module Hearer. */
    public static final class HearsByProperties implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return module.registerService(
                    MessageHandler.class,
                    new ChangeHandler(module),
                    InModule.properties(Map.of(
                            "vagus.message.channel", CHANNEL,
                            "vagus.message.type", "Config*",
                            "vagus.message.filter", "(&(name=Max*)(value>=5))")));
        }
    }

    /** Run by the module Hearer. */
    public static final class HearsInCode implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return InModule.service(module, MessageBus.class)
                    .subscribe(
                            SubscriptionSpec.on(CHANNEL),
                            message -> InModule.report(
                                    module,
                                    message.source() + " " + message.type() + " "
                                            + new java.util.TreeMap<>(message.data())));
        }
    }

    /** Run by the module Wrong. */
    public static final class HearsWithABadFilter implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            MessageHandler<Object> handler = message -> InModule.report(module, "heard");
            return module.registerService(
                    MessageHandler.class,
                    handler,
                    InModule.properties(Map.of(
                            "vagus.message.channel", CHANNEL,
                            "vagus.message.payload", "java.lang.Object",
                            "vagus.message.filter", "(&(name=")));
        }
    }
}
