package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventSubscription;
import dev.vagus.events.HandlerSnapshot;
import dev.vagus.events.ModuleEvent;
import dev.vagus.events.ModuleEventHandler;
import dev.vagus.module.FailedRegistration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/** Events of modules: who publishes them, and who hears them as Vagus events and as OSGi events. */
public class EventsWiringIT extends FelixTest {
    private EventPublisher events;
    private Journal journal;
    private Bundle publisher;
    private Bundle hearer;

    @Before
    public void startTheModules() throws Exception {
        events = service(EventPublisher.class);
        journal = Journal.open(context);
        publisher = ModuleJar.of("Publisher")
                .with(Publishes.class, PostsPlainly.class)
                .start(context);
        hearer = ModuleJar.of("Hearer")
                .with(HearsByProperties.class, HearsInCode.class, HearsTopics.class)
                .start(context);
    }

    @After
    public void uninstallTheModules() throws Exception {
        publisher.uninstall();
        hearer.uninstall();
        journal.close();
    }

    @Test
    public void aPlainServiceWithPropertiesHearsTheEventsThatMatch() throws Exception {
        runAs(hearer, HearsByProperties.class);
        await().until(() -> handlersOfHearer().size() == 1);

        runAs(publisher, Publishes.class);

        await().until(() -> journal.lines().size() == 2);
        assertThat(journal.lines())
                .containsExactly("Publisher LabStepStarted/Events 1", "Publisher LabStepEnded/Events 3");
    }

    @Test
    public void aSubscriptionInCodeHearsByNameChannelAndFilter() throws Exception {
        runAs(hearer, HearsInCode.class);

        runAs(publisher, Publishes.class);

        await().until(() -> journal.lines().size() == 1);
        assertThat(journal.lines()).containsExactly("Publisher LabStepEnded/Events 3");
    }

    @Test
    public void aPlainOsgiHandlerHearsVagusEventsWithTheirProperties() throws Exception {
        runAs(hearer, HearsTopics.class);

        runAs(publisher, Publishes.class);

        await().until(() -> journal.lines().size() == 2);
        assertThat(journal.lines())
                .containsExactly(
                        "dev/vagus/event/Events/LabStepStarted Publisher 1",
                        "dev/vagus/event/Events/LabStepEnded Publisher 3");
    }

    @Test
    public void anEventPostedPlainlyOnATopicOfVagusReachesItsHandlers() throws Exception {
        runAs(hearer, HearsByProperties.class);
        await().until(() -> handlersOfHearer().size() == 1);

        runAs(publisher, PostsPlainly.class);

        await().until(() -> journal.lines().size() == 1);
        assertThat(journal.lines()).singleElement().asString().endsWith(" LabStepPosted/Events 7");
    }

    @Test
    public void whatAStoppedBundleRegisteredIsGone() throws Exception {
        runAs(hearer, HearsByProperties.class);
        runAs(hearer, HearsInCode.class);
        runAs(hearer, HearsTopics.class);
        await().until(() -> handlersOfHearer().size() == 3);

        hearer.stop();

        assertThat(handlersOfHearer()).isEmpty();
        runAs(publisher, Publishes.class);
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    public void aHandlerWithABadFilterIsKeptAsFailedWithTheReason() throws Exception {
        Bundle wrong = ModuleJar.of("Wrong").with(HearsWithABadFilter.class).start(context);
        runAs(wrong, HearsWithABadFilter.class);

        await().untilAsserted(() -> assertThat(events.failedRegistrations())
                .filteredOn(failed -> failed.module().equals("Wrong"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("filter")));

        wrong.uninstall();

        assertThat(events.failedRegistrations())
                .extracting(FailedRegistration::module)
                .doesNotContain("Wrong");
    }

    private List<HandlerSnapshot> handlersOfHearer() {
        return events.handlers().stream()
                .filter(handler -> handler.module().equals("Hearer"))
                .toList();
    }

    /** Run by the module Publisher. */
    public static final class Publishes implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            EventPublisher events = InModule.service(module, EventPublisher.class);
            events.publish("LabStepStarted", Map.of("n", 1));
            events.event("LabStepStarted").channel("Elsewhere").data("n", 2).publish();
            return events.publish("LabStepEnded", Map.of("n", 3)).id().toString();
        }
    }

    /** Run by the module Publisher. */
    public static final class PostsPlainly implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            InModule.service(module, EventAdmin.class)
                    .postEvent(new Event("dev/vagus/event/Events/LabStepPosted", Map.of("n", 7)));
            return "posted";
        }
    }

    /** Run by the module Hearer. */
    public static final class HearsByProperties implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ModuleEventHandler handler = event -> InModule.report(module, text(event));
            return module.registerService(
                    ModuleEventHandler.class,
                    handler,
                    InModule.properties(Map.of(
                            "vagus.event.subscriber", new String[] {"LabStep*", "Nothing"}, "vagus.channel", "Ev*")));
        }

        static String text(ModuleEvent event) {
            return event.source() + " " + event.name() + "/" + event.channel() + " "
                    + event.data().get("n");
        }
    }

    /** Run by the module Hearer. */
    public static final class HearsInCode implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            return InModule.service(module, EventPublisher.class)
                    .subscribe(
                            EventSubscription.to("Lab*").on("Events").matching("(n>=2)"),
                            event -> InModule.report(module, HearsByProperties.text(event)));
        }
    }

    /** Run by the module Hearer. */
    public static final class HearsTopics implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            EventHandler handler = event -> InModule.report(
                    module, event.getTopic() + " " + event.getProperty("vagus.source") + " " + event.getProperty("n"));
            return module.registerService(
                    EventHandler.class,
                    handler,
                    InModule.properties(Map.of("event.topics", "dev/vagus/event/Events/*")));
        }
    }

    /** Run by the module Wrong. */
    public static final class HearsWithABadFilter implements Function<BundleContext, Object> {
        @Override
        public Object apply(BundleContext module) {
            ModuleEventHandler handler = event -> InModule.report(module, "heard");
            return module.registerService(
                    ModuleEventHandler.class,
                    handler,
                    InModule.properties(Map.of("vagus.event.subscriber", "LabStep*", "vagus.filter", "(&(n=")));
        }
    }
}
