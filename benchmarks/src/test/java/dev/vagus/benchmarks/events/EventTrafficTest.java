package dev.vagus.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.benchmarks.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/** Not a measurement: shows that each EventAdmin delivers what it should and nothing else, and that the rest is noticed. */
class EventTrafficTest {
    private static final int EVENTS = 2_000;
    private static final int UNDER_WAY = 256;

    @ParameterizedTest
    @CsvSource({
        "VAGUS,TOPIC",
        "VAGUS,WILDCARD",
        "VAGUS,FILTER",
        "FELIX,TOPIC",
        "FELIX_NO_TIMEOUT,TOPIC",
        "FELIX_NO_TIMEOUT,WILDCARD",
        "FELIX_NO_TIMEOUT,FILTER"
    })
    void everyEventAdminTellsEventsApart(EventCarrier carrier, Matching matching) {
        try (EventTraffic traffic = new EventTraffic(carrier.open(), matching, 1, 2, 6)) {
            Publisher publisher = new Publisher(traffic);
            Event event = EventTraffic.event(Matching.TOPIC_OF_EVENTS, 0);
            for (int i = 0; i < EVENTS; i++) {
                publisher.beforeSend();
                traffic.admin().postEvent(event);
            }
            traffic.settle();
            for (int i = 0; i < EVENTS; i++) {
                publisher.sent();
                traffic.admin().sendEvent(event);
            }
            traffic.settle();
            assertThat(traffic.counts().total()).isEqualTo(4L * EVENTS);
        }
    }

    @ParameterizedTest
    @EnumSource(EventCarrier.class)
    void theEventAdminIsTheOneThatIsMeant(EventCarrier carrier) {
        try (EventFramework framework = carrier.open()) {
            boolean ofABundle = FrameworkUtil.getBundle(framework.admin().getClass()) != null;
            assertThat(ofABundle).isEqualTo(carrier != EventCarrier.VAGUS);
            assertThat(framework.admin().getClass().getName())
                    .startsWith(carrier == EventCarrier.VAGUS ? "dev.vagus." : "org.apache.felix.eventadmin.");
        }
    }

    @ParameterizedTest
    @EnumSource(EventCarrier.class)
    void onlyFelixWithItsTimeoutHandsSentEventsToOtherThreads(EventCarrier carrier) {
        try (EventFramework framework = carrier.open()) {
            Thread[] seen = new Thread[1];
            EventHandler handler = event -> seen[0] = Thread.currentThread();
            framework.handle(EventHandler.class, handler, Matching.TOPIC.matching());
            // Felix looks at the timeout of a handler from its first event on.
            framework.admin().sendEvent(EventTraffic.event(Matching.TOPIC_OF_EVENTS, 0));
            framework.admin().sendEvent(EventTraffic.event(Matching.TOPIC_OF_EVENTS, 0));
            assertThat(seen[0] == Thread.currentThread()).isEqualTo(carrier != EventCarrier.FELIX);
        }
    }

    @ParameterizedTest
    @EnumSource(EventCarrier.class)
    void anEventThatWentAstrayIsNoticed(EventCarrier carrier) {
        EventTraffic traffic = new EventTraffic(carrier.open(), Matching.TOPIC, 1, 1, 1);
        traffic.admin().sendEvent(EventTraffic.event("lab/job/Done", 0));
        assertThatThrownBy(traffic::close).hasMessage("1 events came to handlers that do not match");
    }

    private static final class Publisher extends Pace {
        Publisher(EventTraffic traffic) {
            start(traffic.counts(), 0, UNDER_WAY);
            traffic.enlist(this);
        }
    }
}
