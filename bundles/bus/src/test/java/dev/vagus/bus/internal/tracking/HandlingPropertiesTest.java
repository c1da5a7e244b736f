package dev.vagus.bus.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.DeliveryMode;
import dev.vagus.bus.Handling;
import dev.vagus.bus.RedeliveryPolicy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class HandlingPropertiesTest {
    private static final RedeliveryPolicy USUAL = RedeliveryPolicy.DEFAULT.withRetries(9);

    private static Handling read(Map<String, Object> properties) {
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(
                HandlingPropertiesTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> properties.get((String) arguments[0]));
        return HandlingProperties.read(reference, USUAL);
    }

    @Test
    void nothingSaidAndTheAnnotationsDefaultsLeaveItAsTheBusIsConfigured() {
        assertThat(read(Map.of())).isEqualTo(Handling.DEFAULT);
        assertThat(read(Map.of(
                        "vagus.message.retries",
                        -1,
                        "vagus.message.backoff.ms",
                        -1L,
                        "vagus.message.backoff.multiplier",
                        -1.0,
                        "vagus.message.concurrency",
                        1,
                        "vagus.message.delivery",
                        "ASYNC",
                        "vagus.message.ordered",
                        false)))
                .isEqualTo(Handling.DEFAULT);
    }

    @Test
    void whatIsSaidHoldsAndTheRestIsAsConfigured() {
        Handling handling = read(Map.of(
                "vagus.message.backoff.ms", 20L,
                "vagus.message.backoff.jitter", "0.5",
                "vagus.message.ordered", "true",
                "vagus.message.delivery", "caller",
                "vagus.message.priority", -3,
                "vagus.message.group", " g ",
                "vagus.message.budget.ms", "200"));
        assertThat(handling)
                .isEqualTo(new Handling(
                        USUAL.withBackoff(Duration.ofMillis(20), 1.5).withJitter(0.5),
                        true,
                        DeliveryMode.CALLER,
                        1,
                        -3,
                        "g",
                        Duration.ofMillis(200)));
    }

    @Test
    void wrongValuesAreNamed() {
        assertThatThrownBy(() -> read(Map.of("vagus.message.retries", "many")))
                .hasMessageContaining("vagus.message.retries must be a number, but is 'many'");
        assertThatThrownBy(() -> read(Map.of("vagus.message.delivery", "LATER")))
                .hasMessageContaining("must be ASYNC or CALLER");
        assertThatThrownBy(() -> read(Map.of("vagus.message.budget.ms", 1e12)))
                .hasMessageContaining("the budget must be from zero, for none, to PT24H");
        assertThatThrownBy(() -> read(Map.of("vagus.message.priority", "1.5")))
                .hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> read(Map.of("vagus.message.concurrency", 2, "vagus.message.ordered", true)))
                .hasMessageContaining("one message at a time");
    }
}
