package dev.vagus.delivery.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.DeliveryMeter;
import dev.vagus.spi.DeliveryMeters;
import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerMetersTest {
    private static final MeteredHandler ONE = new MeteredHandler(Kind.SUBSCRIPTION, "C", "one", "lab", 1);
    private static final MeteredHandler TWO = new MeteredHandler(Kind.SUBSCRIPTION, "C", "two", "lab", 1);
    private static final long SECOND = 1_000_000_000L;

    private final List<String> told = new ArrayList<>();
    private long nanos;
    private long jumped;
    private int wallReadings;
    private final HandlerMeters meters = new HandlerMeters(() -> nanos, () -> {
        wallReadings++;
        return 5_000 + jumped + nanos / 1_000_000;
    });

    private DeliveryMeters service(String name) {
        return handler -> {
            told.add(name + " meters " + handler.handler());
            return new DeliveryMeter() {
                @Override
                public void ended(long waitedMillis, long tookNanos, @Nullable ErrorCategory error) {
                    told.add(name + " " + handler.handler() + " " + waitedMillis + " " + tookNanos + " " + error);
                }

                @Override
                public void close() {
                    told.add(name + " closes " + handler.handler());
                }
            };
        };
    }

    private void attempt(HandlerTimer timer, long sentMillis, long took, @Nullable ErrorCategory error) {
        DeliveryMeter meter = timer.now();
        assertThat(meter).isNotNull();
        long begin = timer.begin();
        nanos += took;
        timer.ended(meter, sentMillis, begin, error);
    }

    @Test
    void withoutTheServiceThereIsNoMeter() {
        assertThat(meters.begin(ONE).now()).isNull();
    }

    @Test
    void theServiceMetersHandlersThatWereThereAndThoseThatComeUntilItGoes() {
        HandlerTimer before = meters.begin(ONE);
        DeliveryMeters service = service("s");
        meters.service(null, service);
        HandlerTimer after = meters.begin(TWO);
        attempt(after, HandlerTimer.UNKNOWN, 70, null);
        after.end();
        after.end();
        meters.service(service, null);
        assertThat(told)
                .containsExactly("s meters one", "s meters two", "s two -1 70 null", "s closes two", "s closes one");
        assertThat(before.now()).isNull();
        assertThat(after.now()).isNull();
    }

    @Test
    void anotherServiceTakesOverAndTheEndOfTheFormerChangesNothing() {
        HandlerTimer timer = meters.begin(ONE);
        DeliveryMeters former = service("a");
        meters.service(null, former);
        meters.service(null, service("b"));
        meters.service(former, null);
        attempt(timer, HandlerTimer.UNKNOWN, 5, ErrorCategory.BUSY);
        assertThat(told).containsExactly("a meters one", "b meters one", "a closes one", "b one -1 5 BUSY");
    }

    @Test
    void anAttemptEndsWithTheMeterThatItBeganWith() {
        HandlerTimer timer = meters.begin(ONE);
        DeliveryMeters service = service("s");
        meters.service(null, service);
        DeliveryMeter meter = timer.now();
        assertThat(meter).isNotNull();
        long begin = timer.beginAside();
        nanos = 9;
        meters.service(service, null);
        timer.endedAside(meter, HandlerTimer.UNKNOWN, begin, null);
        assertThat(told).endsWith("s closes one", "s one -1 9 null");
    }

    @Test
    void whatTheServiceThrowsLeavesTheHandlerWithoutAMeter() {
        HandlerTimer timer = meters.begin(ONE);
        meters.service(null, handler -> {
            throw new IllegalStateException("out of order");
        });
        assertThat(timer.now()).isNull();
    }

    @Test
    void theTimeWaitedIsThatOfTheWallClockWhichIsReadRarely() {
        HandlerTimer timer = meters.begin(ONE);
        meters.service(null, service("s"));
        told.clear();
        for (int i = 1; i <= 20; i++) {
            attempt(timer, 4_000, SECOND / 20, null);
        }
        assertThat(wallReadings).isBetween(2, 11);
        assertThat(told).first().asString().startsWith("s one 1000 ");
        assertThat(told).last().asString().startsWith("s one 1950 ");
    }

    @Test
    void aWallClockThatJumpsIsFollowedAndNothingHasWaitedLessThanNoTime() {
        HandlerTimer timer = meters.begin(ONE);
        meters.service(null, service("s"));
        nanos += SECOND;
        jumped = -4_000;
        attempt(timer, 4_000, 1, null);
        assertThat(told).last().isEqualTo("s one 0 1 null");
        nanos += SECOND;
        jumped = 996_000;
        attempt(timer, 4_000, 1, null);
        assertThat(told).last().isEqualTo("s one 999000 1 null");
    }
}
