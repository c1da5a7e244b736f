package dev.vagus.metrics.internal.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.module.ErrorCategory;
import dev.vagus.registry.OperationDescriptor;
import dev.vagus.spi.DeliveryMeters.Kind;
import dev.vagus.spi.DeliveryMeters.MeteredHandler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnTrafficTest {
    private final Meters meters = new Meters(10, () -> 0);
    private final CallMeters calls = new CallMeters(meters, new RecentCalls(), () -> 0);
    private final DeliveryRecorders deliveries = new DeliveryRecorders(meters);

    @Test
    void whatASelfTestFailsOnPurposeIsInNoFigure() {
        assertThat(calls.create(operation("SelfTest_40"))).isNull();
        deliver(Kind.SUBSCRIPTION, "self-test-1");
        deliver(Kind.EVENT_HANDLER, "SelfTestLoad");

        assertThat(meters.read()).isEmpty();
    }

    @Test
    void whatIsNamedAlikeIsMeasured() {
        assertThat(calls.create(operation("SelfTest_Lab"))).isNotNull();
        assertThat(calls.create(operation("SelfTests"))).isNotNull();
        deliver(Kind.SUBSCRIPTION, "self-test-results");
        deliver(Kind.SUBSCRIPTION, "SelfTestLoad");

        assertThat(meters.read()).hasSize(4);
    }

    private void deliver(Kind kind, String subject) {
        try (var meter = deliveries.meter(new MeteredHandler(kind, subject, "h", "shell", 1))) {
            meter.ended(1, 1, ErrorCategory.INTERNAL);
        }
    }

    private static OperationDescriptor operation(String module) {
        return new OperationDescriptor(
                module, "Run", "1.0.0", "", List.of(), Map.of(), List.of(), false, false, false, false, false, 1);
    }
}
