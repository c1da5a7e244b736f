package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vagus.delivery.Dispatcher;
import dev.vagus.events.Replay;
import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

@Timeout(60)
class MeteredHandlersTest implements DeliveryMeters {
    /** An event that a handler has had. */
    private record Heard(
            MeteredHandler handler,
            long waitedMillis,
            @Nullable ErrorCategory error) {}

    private final Dispatcher dispatcher = new Dispatcher("test-metered", 2, 8);
    private final TestBench bench = new TestBench(100, 10, dispatcher, 100);
    private final List<MeteredHandler> open = new CopyOnWriteArrayList<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    @Override
    public DeliveryMeter meter(MeteredHandler handler) {
        open.add(handler);
        return new DeliveryMeter() {
            @Override
            public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
                assertThat(tookNanos).isNotNegative();
                heard.add(new Heard(handler, waitedMillis, error));
            }

            @Override
            public void close() {
                open.remove(handler);
            }
        };
    }

    @AfterEach
    void stop() {
        dispatcher.stop(Duration.ofSeconds(5));
    }

    private static MeteredHandler handler(String topic, HandlerKind kind) {
        return new MeteredHandler(Kind.EVENT_HANDLER, topic, kind.label(), "Lab", 1);
    }

    private HandlerEntry osgiHandler(String topic, Sink sink) {
        HandlerIdentity identity = new HandlerIdentity("s1", HandlerKind.OSGI, "Lab", 1);
        return bench.engine.add(identity, Interests.in(topic), sink);
    }

    @Test
    void handlersOfBeforeAndAfterAreMeteredAndLeaveTheirMetersBehind() {
        HandlerEntry before = osgiHandler("lab/*", occurrence -> {});
        bench.engine.meters().service(null, this);
        HandlerEntry after = bench.add(Replay.NONE, event -> {});
        assertThat(open)
                .containsExactly(handler("lab/*", HandlerKind.OSGI), handler("dev/vagus/event/*", HandlerKind.MODULE));
        bench.engine.remove(before);
        bench.engine.remove(after);
        assertThat(open).isEmpty();
    }

    @Test
    void theEndOfTheEngineEndsTheMeters() {
        bench.engine.meters().service(null, this);
        osgiHandler("lab/*", occurrence -> {});
        bench.engine.stop(() -> {});
        assertThat(open).isEmpty();
    }

    @Test
    void aSentEventIsMeteredOnTheSendersThreadAndHasNotWaited() {
        bench.engine.meters().service(null, this);
        osgiHandler("lab/*", occurrence -> {
            if (occurrence.event().containsProperty("bad")) {
                throw new IllegalStateException("bad");
            }
        });
        bench.engine.send(new Event("lab/A", Map.of()));
        bench.engine.send(new Event("lab/A", Map.of("bad", true)));
        MeteredHandler handler = handler("lab/*", HandlerKind.OSGI);
        assertThat(heard)
                .containsExactly(
                        new Heard(handler, DeliveryMeter.UNKNOWN, null),
                        new Heard(handler, DeliveryMeter.UNKNOWN, ErrorCategory.INTERNAL));
    }

    @Test
    void aPostedEventHasWaitedSinceItsTimestampIfItHasOne() {
        bench.engine.meters().service(null, this);
        osgiHandler("lab/*", occurrence -> {});
        bench.engine.post(new Event("lab/A", Map.of()));
        bench.engine.post(new Event("lab/A", Map.of(EventConstants.TIMESTAMP, System.currentTimeMillis() - 60_000)));
        await().until(() -> heard.size() == 2);
        assertThat(heard.get(0).waitedMillis()).isEqualTo(DeliveryMeter.UNKNOWN);
        assertThat(heard.get(1).waitedMillis()).isBetween(59_000L, 119_000L);
    }

    @Test
    void aPublishedEventIsMeteredAtItsHandlersWhileTheServiceIsThere() {
        bench.add(Replay.NONE, event -> {});
        bench.publish("Before");
        bench.engine.meters().service(null, this);
        bench.publish("During");
        await().until(() -> !heard.isEmpty());
        bench.engine.meters().service(this, null);
        bench.publish("After");
        await().until(() -> bench.engine.snapshots().get(0).delivered() == 3);
        assertThat(heard).hasSizeBetween(1, 2).allMatch(each -> each.error() == null && each.waitedMillis() > 0);
    }
}
