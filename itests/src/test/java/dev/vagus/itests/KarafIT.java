package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import dev.vagus.events.EventHistory;
import dev.vagus.events.EventPage;
import dev.vagus.events.EventPublisher;
import dev.vagus.events.EventQuery;
import dev.vagus.events.EventSubscription;
import dev.vagus.module.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * The feature {@code vagus} in a stock Karaf, with the example modules that Felix runs too: the same jars, unchanged. Karaf
 * has an EventAdmin of its own, and both live side by side.
 */
@RunWith(OnKarafsJava.class)
@ExamReactorStrategy(PerClass.class)
public class KarafIT extends KarafShell {
    private static final String OURS = "dev.vagus.events";
    private static final String KARAFS = "org.apache.karaf.services.eventadmin";
    private static final String KARAFS_TIMEOUT = "org.apache.felix.eventadmin.Timeout";
    private static final String TICK = "dev/vagus/event/Karaf/Tick";
    private static final String PLAIN = "it/karaf/Tick";
    private static final int ROUNDS = 5;

    @Configuration
    public Option[] karaf() {
        return new Option[] {
            Karaf.withFeatures("vagus-examples", "vagus-http"),
            // Any free port instead of that of the feature; several builds may run on one machine.
            editConfigurationFilePut("etc/org.apache.felix.http.cfg", "org.osgi.service.http.port", "0"),
            editConfigurationFilePut("etc/org.apache.felix.http.cfg", "org.apache.felix.http.host", "127.0.0.1"),
            // With its timeout, Karaf's EventAdmin leaves a sender waiting for ever whose event is under way when it
            // stops.
            vmOption("-D" + KARAFS_TIMEOUT + "=0"),
            editConfigurationFilePut("etc/org.apache.felix.eventadmin.impl.EventAdmin.cfg", KARAFS_TIMEOUT, "0")
        };
    }

    @Test
    public void anOperationIsCalledThroughTheService() {
        Object result = registry.invoke("LabRunner.ExecuteStep", Map.of("StepName", "DeployVM"));

        assertThat(result).asString().contains("status=completed").contains("start machine lab");
        await().until(() ->
                registry.invoke("Progress.Report", Map.of()).toString().contains("DeployVM"));
    }

    @Test
    public void anEventPostedToEitherEventAdminReachesAHandlerOnce() throws Exception {
        List<ServiceReference<EventAdmin>> admins =
                new ArrayList<>(context.getServiceReferences(EventAdmin.class, null));
        assertThat(admins).hasSize(2);
        assertThat(admins)
                .extracting(reference -> reference.getBundle().getSymbolicName())
                .contains(OURS);
        try (RecordingHandler handler = RecordingHandler.on(context, "it/karaf/*")) {
            for (ServiceReference<EventAdmin> reference : admins) {
                EventAdmin admin = context.getService(reference);
                String name = reference.getBundle().getSymbolicName();
                admin.postEvent(new Event("it/karaf/posted", Map.of("to", name)));
                admin.sendEvent(new Event("it/karaf/sent", Map.of("to", name)));
                // Each keeps the order: what comes twice would have come before the marker.
                admin.postEvent(new Event("it/karaf/marker", Map.of("to", name)));
            }

            await().until(() ->
                    handler.topics().stream().filter("it/karaf/marker"::equals).count() == 2);
            assertThat(handler.heard())
                    .extracting(event -> event.getTopic() + " " + event.getProperty("to"))
                    .doesNotHaveDuplicates()
                    .hasSize(6);
        }
    }

    @Test
    public void whatTheFrameworkDoesReachesAHandlerOnce() throws Exception {
        try (RecordingHandler handler = RecordingHandler.filtered(
                context,
                "org/osgi/framework/BundleEvent/STARTED",
                "(bundle.symbolicName=dev.vagus.itests.module.inkaraf*)")) {
            Bundle first = ModuleJar.of("InKaraf").start(context);
            Bundle marker = ModuleJar.of("InKarafMarker").start(context);
            await().until(() -> handler.values("bundle.id").contains(marker.getBundleId()));

            assertThat(handler.values("bundle.id")).containsExactly(first.getBundleId(), marker.getBundleId());
        }
    }

    @Test
    public void whatIsRaisedWhileKarafsEventAdminComesAndGoesIsHeardOnceAndInTheHistoryOnce() throws Exception {
        Bundle karafs = adminOf(KARAFS).getBundle();
        List<Object> module = new CopyOnWriteArrayList<>();
        configure(Map.of("history.capacity", 1_000_000, "history.bytes", 400_000_000L, "history.topics", PLAIN));
        try (RecordingHandler handler = RecordingHandler.on(context, TICK, PLAIN);
                Registration subscription = InModule.service(context, EventPublisher.class)
                        .subscribe(
                                EventSubscription.to("Tick").on("Karaf"),
                                event -> module.add(event.data().get(RaisingLoop.KEY)));
                RaisingLoop ours = RaisingLoop.at(context, OURS, TICK, PLAIN);
                RaisingLoop theirs = RaisingLoop.at(context, KARAFS, TICK, PLAIN)) {
            theirs.awaitMore(100);
            theirs.sendsOnly();
            // While it starts, is configured and stops, Karaf's loses some; what was raised before must all arrive.
            Set<String> settled = new HashSet<>(theirs.owed());
            assertEachOnce(settled, () -> handler.values(RaisingLoop.KEY));
            for (int round = 0; round < ROUNDS; round++) {
                karafs.stop();
                ours.awaitMore(100);
                Set<String> former = new HashSet<>(theirs.owed());
                karafs.start();
                ours.awaitMore(100);
                // What is raised at Karaf's is heard by both kinds of handlers and kept again.
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Stream.of(handler.values(RaisingLoop.KEY), kept(), module)
                                .allMatch(keys -> keys.stream()
                                        .anyMatch(key -> theirs.owed().contains(key) && !former.contains(key))));
            }
            theirs.close();
            ours.close();

            Set<String> owed = owed(ours);
            owed.addAll(settled);
            assertEachOnce(owed, () -> handler.values(RaisingLoop.KEY));
            assertEachOnce(owed, this::kept);
            owed.removeIf(key -> !key.endsWith(TICK));
            assertEachOnce(owed, () -> module);
        } finally {
            karafs.start();
            configure(Map.of());
        }
    }

    @Test
    public void whatIsRaisedWhileOurEventAdminComesAndGoesIsHeardOnce() throws Exception {
        Bundle events = adminOf(OURS).getBundle();
        configure(Map.of("history.capacity", 1_000_000, "history.bytes", 400_000_000L, "history.topics", PLAIN));
        try (RecordingHandler handler = RecordingHandler.on(context, TICK, PLAIN);
                RaisingLoop ours = RaisingLoop.at(context, OURS, TICK, PLAIN);
                RaisingLoop theirs = RaisingLoop.at(context, KARAFS, TICK, PLAIN)) {
            for (int round = 0; round < ROUNDS; round++) {
                ours.awaitMore(100);
                events.stop();
                theirs.awaitMore(100);
                events.start();
                theirs.awaitMore(100);
            }
            Set<String> before = owed(ours, theirs);
            ours.awaitMore(100);
            theirs.awaitMore(100);
            theirs.close();
            ours.close();

            Set<String> owed = owed(ours, theirs);
            assertEachOnce(owed, () -> handler.values(RaisingLoop.KEY));
            // The history in memory begins anew with the bundle.
            owed.removeAll(before);
            assertEachOnce(owed, this::kept);
        } finally {
            events.start();
            configure(Map.of());
        }
    }

    private static Set<String> owed(RaisingLoop... loops) {
        Set<String> owed = new HashSet<>();
        for (RaisingLoop loop : loops) {
            owed.addAll(loop.owed());
        }
        return owed;
    }

    /** Everything that must arrive has come, and nothing at all has come twice. */
    private static void assertEachOnce(Set<String> owed, Supplier<List<Object>> keys) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<Object> found = keys.get();
            assertThat(missing(owed, found)).isEmpty();
            assertThat(new HashSet<>(found)).hasSameSizeAs(found);
        });
    }

    /** By sets, since there are thousands. */
    private static Set<String> missing(Set<String> owed, List<Object> found) {
        Set<String> missing = new HashSet<>(owed);
        missing.removeAll(new HashSet<>(found));
        return missing;
    }

    /** The keys of the events in the history. */
    private List<Object> kept() {
        EventHistory history = InModule.service(context, EventHistory.class);
        List<Object> keys = new ArrayList<>();
        EventQuery query = EventQuery.ALL.named("*Tick").limit(EventQuery.MOST);
        EventPage page = history.query(query);
        while (page != null) {
            page.events().forEach(event -> keys.add(event.data().get(RaisingLoop.KEY)));
            page = page.next() == null ? null : history.query(query.after(page.next()));
        }
        return keys;
    }

    private void configure(Map<String, Object> values) throws Exception {
        var configuration = configurations.getConfiguration("dev.vagus.events", "?");
        if (values.isEmpty()) {
            configuration.delete();
            return;
        }
        configuration.update(new Hashtable<>(values));
        EventHistory history = InModule.service(context, EventHistory.class);
        await().until(() ->
                values.get("history.capacity").equals((int) history.snapshot().capacity()));
        history.clear(EventQuery.ALL.named("*Tick"));
    }

    private ServiceReference<EventAdmin> adminOf(String symbolicName) throws Exception {
        return context.getServiceReferences(EventAdmin.class, null).stream()
                .filter(reference -> symbolicName.equals(reference.getBundle().getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }
}
